package io.github.pgobolt.translation;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.translation.TextProfile.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A profile with the symbols of a build.
 *
 * @param functions how many functions have another key than before
 * @param translatedShare the share of the counts that are theirs, from 0 to 1
 * @param ambiguous how many keep theirs, since they cannot be told from others with the same readable name
 * @param ambiguousShare the share of the counts that are theirs
 * @param unread how many of the build's warnings could not be read
 */
public record TranslatedProfile(
        int functions, double translatedShare, int ambiguous, double ambiguousShare, int unread) {

    /** The tools, all of which are needed. */
    public record Tools(ProcessRunner processes, Tool profdata, Tool objcopy, Tool nm) {}

    /**
     * What a build with a profile said of it.
     *
     * @param missing its functions without counts
     * @param found the symbols of those that took theirs
     */
    public record Heard(MissingFunction.Listed missing, Set<String> found) {

        public Heard {
            found = Set.copyOf(found);
        }
    }

    /**
     * Writes the profile for a build. The same profile and the same build give the same bytes.
     *
     * @param profile a merged profile
     * @param folder an empty folder for what lies between; it may be deleted afterwards
     * @param symbols where the symbols of its functions are written, before and now ({@link BranchNames})
     * @throws Failure if a tool fails
     */
    public static TranslatedProfile write(
            Tools tools, Path profile, Heard heard, Path folder, Path output, Path symbols) throws IOException {
        Path text = folder.resolve("profile.txt");
        ok(tools, Command.of(tools.profdata().path(), "merge", "--text", profile, "-o", text));
        List<Counted> functions = TextProfile.functions(text);
        Set<String> known = new HashSet<>();
        functions.forEach(function -> known.add(function.symbol()));
        heard.missing().functions().forEach(function -> known.add(function.symbol()));
        Map<String, String> readable =
                new Demangler(tools.processes(), tools.objcopy(), tools.nm()).demangled(known, folder);
        NameTranslation names = NameTranslation.of(functions, heard.missing().functions(), heard.found(), readable);
        Path renamed = folder.resolve("renamed.txt");
        TextProfile.renamed(text, renamed, names::keys, names::key);
        ok(tools, Command.of(tools.profdata().path(), "merge", "--sparse", renamed, "-o", output));
        SymbolPairs.write(names.symbols(), symbols);
        Files.delete(text);
        Files.delete(renamed);
        double all = counts(functions);
        return new TranslatedProfile(
                names.translated().size(),
                all == 0 ? 0 : counts(names.translated()) / all,
                names.ambiguous().size(),
                all == 0 ? 0 : counts(names.ambiguous()) / all,
                heard.missing().unread());
    }

    private static double counts(List<Counted> functions) {
        return functions.stream().mapToDouble(Counted::counts).sum();
    }

    private static void ok(Tools tools, Command command) throws IOException {
        Outcome outcome = tools.processes().run(command);
        if (!outcome.ok()) {
            throw Failure.tool("the names of a profile could not be translated: " + command.line() + " failed ("
                    + outcome.ending() + "):\n" + outcome.tail());
        }
    }
}
