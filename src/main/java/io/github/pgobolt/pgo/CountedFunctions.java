package io.github.pgobolt.pgo;

import io.github.pgobolt.base.ToolText;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often the blocks of each function ran, by PGO's own counters. */
public final class CountedFunctions {

    // "    Block counts: [51, 18, 0]"
    static final Pattern COUNTS = Pattern.compile("^ +Block counts: \\[(.+)]$");

    private CountedFunctions() {}

    /**
     * A function's counts.
     *
     * @param sum over all its blocks
     * @param highest of one block, or of several if functions of several modules have the same name
     */
    public record Counts(double sum, double highest) {

        /**
         * Returns the sum without the highest: the compiler may turn a whole loop into one call of memset, or one sum.
         */
        public double besidesHighest() {
            return sum - highest;
        }

        private Counts and(Counts other) {
            return new Counts(sum + other.sum, highest + other.highest);
        }
    }

    /**
     * Reads a merged profile.
     *
     * @param scratch a file for llvm-profdata's output, which is large for a large program; deleted again
     * @return its counts by the function's symbol, without functions that did not run
     */
    public static Map<String, Counts> read(ProcessRunner processes, Tool profdata, Path profile, Path scratch)
            throws IOException {
        return counted(processes, profdata, profile, scratch).byFunction;
    }

    /**
     * Returns the sum of all counts, at most {@link Long#MAX_VALUE}; null if none could be read. For scratch see above.
     */
    static Long total(ProcessRunner processes, Tool profdata, Path profile, Path scratch) throws IOException {
        Counted counted = counted(processes, profdata, profile, scratch);
        // Java converts a larger double to the greatest long.
        return counted.functions == 0
                ? null
                : Long.valueOf((long) counted.byFunction.values().stream()
                        .mapToDouble(Counts::sum)
                        .sum());
    }

    /** @param functions how many had a line of counts, even of zeros */
    private record Counted(Map<String, Counts> byFunction, int functions) {}

    private static Counted counted(ProcessRunner processes, Tool profdata, Path profile, Path scratch)
            throws IOException {
        try {
            Outcome outcome = processes.run(Command.of(profdata.path(), "show", "--all-functions", "--counts", profile)
                    .writeTo(scratch, null));
            return outcome.ok() ? parse(scratch) : new Counted(new HashMap<>(), 0);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static Counted parse(Path shown) throws IOException {
        Map<String, Counts> counts = new HashMap<>();
        int functions = 0;
        String function = null;
        try (BufferedReader in = Files.newBufferedReader(shown, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher name = ProfiledNames.FUNCTION.matcher(line);
                Matcher blocks = COUNTS.matcher(line);
                if (name.matches()) {
                    function = name.group(1);
                } else if (function != null && blocks.matches()) {
                    functions++;
                    double sum = 0;
                    double highest = 0;
                    for (String count : blocks.group(1).split(", ")) {
                        // Counters are unsigned and saturate at 2^64 - 1. Only a count that is not a number is lost.
                        Double number = ToolText.number(count);
                        double value = number == null ? 0 : number;
                        sum += value;
                        highest = Math.max(highest, value);
                    }
                    if (sum > 0) {
                        counts.merge(function, new Counts(sum, highest), Counts::and);
                    }
                }
            }
        }
        return new Counted(counts, functions);
    }
}
