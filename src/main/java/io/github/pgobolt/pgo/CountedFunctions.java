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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often the blocks of each function ran, by PGO's own counters. */
public final class CountedFunctions {

    // "    Block counts: [51, 18, 0]"
    private static final Pattern COUNTS = Pattern.compile("^ +Block counts: \\[(.+)]$");

    private CountedFunctions() {}

    /**
     * Reads a merged profile.
     *
     * @param scratch a file for what llvm-profdata prints, which of a large program is much; deleted again
     * @return the sum of the counts of its blocks, by the function's symbol; functions that did not run are not in it
     */
    public static Map<String, Double> read(ProcessRunner processes, Tool profdata, Path profile, Path scratch)
            throws IOException {
        try {
            Outcome outcome = processes.run(Command.of(profdata.path(), "show", "--all-functions", "--counts", profile)
                    .writeTo(scratch, null));
            return outcome.ok() ? parse(scratch) : new HashMap<>();
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static Map<String, Double> parse(Path shown) throws IOException {
        Map<String, Double> counts = new HashMap<>();
        String function = null;
        try (BufferedReader in = Files.newBufferedReader(shown, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher name = ProfiledNames.FUNCTION.matcher(line);
                Matcher blocks = COUNTS.matcher(line);
                if (name.matches()) {
                    function = name.group(1);
                } else if (function != null && blocks.matches()) {
                    double sum = 0;
                    for (String count : blocks.group(1).split(", ")) {
                        // Counters are unsigned and stop at 2^64 - 1.
                        sum += Double.parseDouble(count);
                    }
                    if (sum > 0) {
                        counts.merge(function, sum, Double::sum);
                    }
                }
            }
        }
        return counts;
    }
}
