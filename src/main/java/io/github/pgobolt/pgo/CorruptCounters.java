package io.github.pgobolt.pgo;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes functions from a raw profile whose counters hold values that no run can reach. llvm-profdata warns about such
 * a file but merges it; beside one such count every other function looks cold.
 */
final class CorruptCounters {

    /** llvm-profdata's warning about such a file. */
    static final String WARNING = "excessively large counter value";
    /** llvm-profdata warns from here on: two thousand years at a thousand million counts a second. */
    private static final double IMPOSSIBLE = Math.pow(2, 56);

    private static final Pattern FUNCTION = Pattern.compile("^ {2}([^ ].*):$");
    /** llvm-profdata's output for a first counter of 2^64 - 1 or 2^64 - 2, which are special values to it. */
    private static final Pattern PSEUDO = Pattern.compile("<Pseudo(?:Hot|Warm)>");

    private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\](){}^$|*+?]");

    private final ProcessRunner processes;
    private final Tool profdata;

    CorruptCounters(ProcessRunner processes, Tool profdata) {
        this.processes = processes;
        this.profdata = profdata;
    }

    /**
     * A function that was removed.
     *
     * @param counts the sum of its counters that may be right
     */
    record Function(String name, double counts) {}

    /**
     * Writes the profile without these functions.
     *
     * @return the removed functions; empty if llvm-profdata cannot do it (LLVM 18 and older), or finds none
     */
    Optional<List<Function>> without(Path raw, Path cleaned, Path log) throws IOException {
        Path shown = cleaned.resolveSibling(cleaned.getFileName() + ".shown");
        try {
            Outcome show = processes.run(Command.of(profdata.path(), "show", "--all-functions", "--counts", raw)
                    .writeTo(shown, null));
            List<Function> corrupt = show.ok() ? corrupt(shown) : List.of();
            if (corrupt.isEmpty()) {
                return Optional.empty();
            }
            String names = corrupt.stream()
                    .map(f -> SPECIAL.matcher(f.name()).replaceAll("\\\\$0"))
                    .collect(Collectors.joining("|"));
            // It warns again about the functions that it is told to leave out, so a warning must not end the merge.
            Outcome merge = processes.run(Command.of(
                            profdata.path(),
                            "merge",
                            "--sparse",
                            "--failure-mode=warn",
                            "--no-function=^(" + names + ")$",
                            raw,
                            "-o",
                            cleaned)
                    .logTo(log));
            return merge.ok() && Files.exists(cleaned) ? Optional.of(corrupt) : Optional.empty();
        } finally {
            Files.deleteIfExists(shown);
        }
    }

    private static List<Function> corrupt(Path shown) throws IOException {
        List<Function> corrupt = new ArrayList<>();
        String name = null;
        try (BufferedReader in = Files.newBufferedReader(shown, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher function = FUNCTION.matcher(line);
                Matcher counts = CountedFunctions.COUNTS.matcher(line);
                if (function.matches()) {
                    name = function.group(1);
                } else if (name != null && PSEUDO.matcher(line).find()) {
                    corrupt.add(new Function(name, 0));
                } else if (name != null && counts.matches()) {
                    double possible = 0;
                    boolean impossible = false;
                    for (String count : counts.group(1).split(", ")) {
                        double value = Double.parseDouble(count);
                        impossible |= value >= IMPOSSIBLE;
                        possible += value >= IMPOSSIBLE ? 0 : value;
                    }
                    if (impossible) {
                        corrupt.add(new Function(name, possible));
                    }
                }
            }
        }
        return corrupt;
    }
}
