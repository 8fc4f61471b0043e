package io.github.pgobolt.pgo;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.pgo.CountedFunctions.Counts;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    /** How the lines of the list begin; all but the first form hold frequencies of blocks. */
    private static final Set<String> OF_THE_LIST = Set.of(FUNCTION, "block-frequency-info: ", " - ");

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

    static Double share(Set<String> arrived, Map<String, Counts> counts) {
        double all = counts.values().stream().mapToDouble(Counts::sum).sum();
        double found = counts.entrySet().stream()
                .filter(function -> arrived.contains(function.getKey()))
                .mapToDouble(function -> function.getValue().sum())
                .sum();
        return all == 0 ? null : Double.valueOf(found / all);
    }

    /** Returns the functions that took their counts. */
    static Set<String> functions(String diagnostics) {
        Set<String> functions = new HashSet<>();
        diagnostics
                .lines()
                .filter(line -> line.startsWith(FUNCTION))
                .forEach(line -> functions.add(line.substring(FUNCTION.length()).strip()));
        return functions;
    }

    /** Takes the list out of a build's log, of which it would be the most, and which nobody reads there. */
    public static void leaveOutOf(Path log) throws IOException {
        WholeFile.write(log, temporary -> {
            // Latin-1 takes any bytes and gives them back.
            try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
                Stream<String> kept = lines.filter(line -> OF_THE_LIST.stream().noneMatch(line::startsWith));
                Files.write(temporary, (Iterable<String>) kept::iterator, StandardCharsets.ISO_8859_1);
            }
        });
    }
}
