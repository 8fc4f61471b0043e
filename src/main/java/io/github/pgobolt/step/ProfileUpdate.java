package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.layout.CodeLayout;
import io.github.pgobolt.pgo.CountedFunctions;
import io.github.pgobolt.pgo.CountedFunctions.Counts;
import io.github.pgobolt.pgo.ProfileChange;
import io.github.pgobolt.pgo.ProfileChange.Pair;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.ProfileManifest.Member;
import io.github.pgobolt.profile.ProfileWriter;
import io.github.pgobolt.profile.StoredProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.codehaus.plexus.util.FileUtils;

/** Puts a profile that was just trained in the place of the one that the source tree keeps, and says what moved. */
public final class ProfileUpdate {

    private static final String SUMMARY = "profile-update.md";

    private final Session session;
    private final Records records;

    public ProfileUpdate(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /**
     * The outcome.
     *
     * @param folder of the source tree
     * @param summary what moved, as Markdown
     * @param changed whether a file of the profile is another than before
     */
    public record Updated(Path folder, Path summary, boolean changed) {}

    /** Writes the profile and the summary. */
    public Updated write() throws IOException {
        TrainedProfile trained = trained();
        Path folder = folder();
        Path counts = Files.createTempDirectory(session.work().root(), ".profile");
        try {
            Map<String, Counts> now = counts(trained.members().get(Member.MERGED), counts);
            Old old = Files.exists(folder.resolve(Member.MANIFEST)) ? old(folder, counts) : null;
            ProfileWriter.folder(trained.manifest(), trained.members(), folder);
            ProfileManifest written =
                    StoredProfile.read(folder, counts.resolve("now")).manifest();
            boolean changed = old == null || !old.manifest().members().equals(written.members());
            Path summary = WholeFile.write(session.work().file(SUMMARY), summary(old, written, now));
            return new Updated(folder, summary, changed);
        } finally {
            FileUtils.deleteDirectory(counts.toFile());
        }
    }

    private TrainedProfile trained() throws IOException {
        return TrainedProfile.of(session, records)
                .filter(profile -> profile.members().containsKey(Member.MERGED))
                .orElseThrow(() -> Failure.user("This build made no profile for rustc, so that there is none to keep: "
                        + session.withoutPgo() + ". Let it train with PGO."));
    }

    /**
     * Writes the summary alone.
     *
     * @param before the archive that is replaced; null if there is none
     * @return the summary
     */
    public Path summarize(Path before) throws IOException {
        TrainedProfile trained = trained();
        Path counts = Files.createTempDirectory(session.work().root(), ".profile");
        try {
            Map<String, Counts> now = counts(trained.members().get(Member.MERGED), counts);
            Old old = before == null ? null : old(before, counts);
            return WholeFile.write(session.work().file(SUMMARY), summary(old, trained.manifest(), now));
        } finally {
            FileUtils.deleteDirectory(counts.toFile());
        }
    }

    /** The profile that the tree had. */
    private record Old(ProfileManifest manifest, Map<String, Counts> counts) {}

    private Old old(Path archiveOrFolder, Path scratch) throws IOException {
        try {
            StoredProfile read = StoredProfile.read(archiveOrFolder, scratch.resolve("before"));
            return new Old(read.manifest(), counts(read.merged().orElseThrow(), scratch));
        } catch (Failure damaged) {
            session.log().warn("The profile that is replaced cannot be compared with: " + damaged.getMessage());
            return null;
        }
    }

    private Map<String, Counts> counts(Path profile, Path scratch) throws IOException {
        return CountedFunctions.read(
                session.processes(), session.llvm().profdata(), profile, scratch.resolve("counts.txt"));
    }

    /** Returns the folder that has one already, else that of the first tree. */
    private Path folder() {
        String name = session.subject().name();
        List<Path> places = new ArrayList<>();
        for (Path tree : session.settings().base().stored().trees()) {
            places.add(tree.resolve(name).resolve(session.subject().target()));
            places.add(tree.resolve(name));
        }
        return places.stream()
                .filter(place -> Files.exists(place.resolve(Member.MANIFEST)))
                .findFirst()
                .orElse(places.get(1));
    }

    private String summary(Old old, ProfileManifest now, Map<String, Counts> counts) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("### Profile of " + session.subject().kind() + " "
                + session.subject().name() + " for " + session.subject().target());
        lines.add("");
        ProfileChange change = ProfileChange.of(old == null ? Map.of() : old.counts(), counts);
        lines.add("| | before | now |");
        lines.add("| --- | ---: | ---: |");
        row(
                lines,
                "trained on",
                old == null ? null : old.manifest().training().day(),
                now.training().day());
        row(
                lines,
                "rustc",
                old == null ? null : old.manifest().toolchain().rustc(),
                now.toolchain().rustc());
        row(
                lines,
                "functions that ran",
                old == null ? null : count(change.counted().before()),
                count(change.counted().now()));
        row(
                lines,
                "counts",
                old == null ? null : count(change.total().before()),
                count(change.total().now()));
        lines.add("");
        if (old != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "The two have %.1f %% in common, by each function's share of the counts.",
                    change.commonPercent()));
            moved(lines, change);
            unsteady(lines, old, now);
        }
        return String.join("\n", lines) + "\n";
    }

    private void moved(List<String> lines, ProfileChange change) throws IOException {
        if (change.moved().isEmpty()) {
            return;
        }
        Map<String, String> names = names();
        lines.add("");
        lines.add("| function | before | now |");
        lines.add("| --- | ---: | ---: |");
        for (ProfileChange.Moved moved : change.moved()) {
            Pair percent = moved.percent();
            lines.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.1f %% | %.1f %% |",
                    names.getOrDefault(moved.symbol(), moved.symbol())
                            .replace("|", "\\|")
                            .replace("`", "'"),
                    percent.before(),
                    percent.now()));
        }
    }

    private void unsteady(List<String> lines, Old old, ProfileManifest now) {
        for (String sentence : UnsteadyWorkloads.between(old.manifest(), now)) {
            session.log().warn(sentence);
            lines.add("");
            lines.add(sentence);
        }
    }

    /** Returns readable names of this build's functions; without llvm-nm they are shown as they are. */
    private Map<String, String> names() {
        if (session.llvm().nm() == null
                || records.findResult(InstrumentStep.KEY).isEmpty()) {
            return Map.of();
        }
        try {
            return new CodeLayout(session.processes(), session.llvm().nm().path())
                    .readableNames(session.work()
                            .file(records.result(InstrumentStep.KEY).linked()));
        } catch (IOException unreadable) {
            return Map.of();
        }
    }

    private static void row(List<String> lines, String what, String before, String now) {
        lines.add("| " + what + " | " + (before == null ? "" : before) + " | " + (now == null ? "" : now) + " |");
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
