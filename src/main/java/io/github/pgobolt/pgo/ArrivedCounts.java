package io.github.pgobolt.pgo;

import io.github.pgobolt.pgo.CountedFunctions.Counts;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The share of a profile's counts that arrive in a build: those of functions that the build has by the same name and with
 * the same control flow. rustc itself says nothing of a profile whose names are all strange to it; an option of its LLVM
 * has it list the functions that took their counts, and changes nothing else: the file is the same byte for byte (seen
 * with rustc 1.67 to 1.99).
 */
public final class ArrivedCounts {

    /** Has LLVM list the functions that took their counts, on the standard error of rustc. */
    public static final String LIST = "-Cllvm-args=-pgo-view-counts=text";

    private static final String FUNCTION = "pgo-view-counts: ";

    private static final String FREQUENCY = "block-frequency-info: ";

    /** How a line with the frequency of one block begins. */
    private static final String BLOCK = " - ";

    /** What each such line has, whatever another thread wrote before it. */
    private static final String VALUE = ": float = ";

    private static final Pattern PARTS = Pattern.compile(FUNCTION + "|" + FREQUENCY + "|" + BLOCK);

    private static final Pattern NAME = Pattern.compile("\\S+");

    private ArrivedCounts() {}

    /**
     * Measures a build.
     *
     * @param diagnostics the standard error of a build with {@link #LIST}
     * @param scratch a file for llvm-profdata's output; deleted again
     * @return from 0 to 1; null if the profile's counts could not be read
     */
    public static Double share(String diagnostics, ProcessRunner processes, Tool profdata, Path profile, Path scratch)
            throws IOException {
        return share(functions(diagnostics), CountedFunctions.read(processes, profdata, profile, scratch));
    }

    /** Returns the share of the counts whose function is named. */
    static Double share(Set<String> named, Map<String, Counts> counts) {
        Set<String> arrived = new HashSet<>();
        for (String name : named) {
            if (counts.containsKey(name)) {
                arrived.add(name);
            } else {
                addBoth(arrived, name, counts.keySet());
            }
        }
        double all = counts.values().stream().mapToDouble(Counts::sum).sum();
        double found =
                arrived.stream().mapToDouble(name -> counts.get(name).sum()).sum();
        return all == 0 ? null : Double.valueOf(found / all);
    }

    /** Adds the two names that stand in one word, if it is made of two. */
    private static void addBoth(Set<String> arrived, String word, Set<String> known) {
        for (int i = 1; i < word.length(); i++) {
            if (known.contains(word.substring(0, i)) && known.contains(word.substring(i))) {
                arrived.add(word.substring(0, i));
                arrived.add(word.substring(i));
                return;
            }
        }
    }

    /**
     * Returns the functions that took their counts, and maybe words that name none. LLVM's threads write the parts of a line
     * one by one and into each other's lines, each part whole: so a name is what stands between two parts or line ends,
     * and two names may stand in one word.
     */
    public static Set<String> functions(String diagnostics) {
        Set<String> functions = new HashSet<>();
        diagnostics
                .lines()
                .filter(line -> line.contains(FUNCTION)
                        || line.contains(FREQUENCY)
                        || NAME.matcher(line).matches())
                .flatMap(PARTS::splitAsStream)
                .map(String::strip)
                .filter(part -> NAME.matcher(part).matches())
                .forEach(functions::add);
        return functions;
    }

    /** Whether a line of a build's diagnostics belongs to the list, and is no message for a person. */
    public static boolean isListed(String line) {
        return line.contains(FUNCTION) || line.contains(FREQUENCY) || line.startsWith(BLOCK) || line.contains(VALUE);
    }
}
