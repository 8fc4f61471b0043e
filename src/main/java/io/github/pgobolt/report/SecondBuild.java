package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.cargo.BuildScriptOutputs;
import io.github.pgobolt.elf.FileDifference;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that ships, built a second time in another folder and compared byte for byte.
 *
 * @param same whether both are the same bytes
 * @param variant the variant that ships
 * @param sha256 of the file that ships
 * @param secondSha256 of the second one
 * @param secondFile the second one, relative to the work folder
 * @param differences where they differ, at most {@link #MOST}
 * @param buildScripts what build scripts left that differs between the two builds, at most {@link #MOST}
 */
public record SecondBuild(
        boolean same,
        String variant,
        String sha256,
        String secondSha256,
        String secondFile,
        List<FileDifference> differences,
        List<BuildScriptOutputs.Difference> buildScripts) {

    /** A file that is another from one byte on differs in every section after it. */
    public static final int MOST = 20;

    public SecondBuild {
        differences = Nulls.list(differences).stream().limit(MOST).toList();
        buildScripts = Nulls.list(buildScripts).stream().limit(MOST).toList();
    }

    /** Returns what differs and where, one difference a line, the likely causes first; empty if nothing does. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        buildScripts.forEach(script -> lines.add(script.words()));
        differences.forEach(place -> lines.add(place.words()));
        return lines;
    }

    /** Returns the result in a sentence without its full stop. */
    public String sentence() {
        return same
                ? variant + ", built a second time in another folder, is the same bytes"
                : variant + ", built a second time in another folder, is not the same bytes: "
                        + Counted.of(differences.size(), "place differs", "places differ")
                        + (buildScripts.isEmpty()
                                ? ""
                                : ", and " + Counted.of(buildScripts.size(), "output", "outputs")
                                        + " of build scripts");
    }
}
