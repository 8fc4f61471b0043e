package io.github.pgobolt.perf;

import io.github.pgobolt.bolt.FdataLine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Multiplies the counts of BOLT's profiles, fdata and YAML: merge-fdata adds profiles up and has no weights. */
public final class FdataScale {

    /** {@code exec: 7}, and {@code cnt: 7} and {@code mis: 0} of calls and successors. */
    private static final Pattern YAML_COUNT = Pattern.compile("\\b(exec|cnt|mis):( +)(\\d+)");

    private static final String YAML_START = "---";

    private FdataScale() {}

    /**
     * Writes a profile with every count multiplied, rounded and at least 1, so that code that ran does not appear
     * unused.
     *
     * @param weight greater than 0
     */
    public static void multiply(Path fdata, double weight, Path output) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(fdata, StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
            boolean yaml = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                yaml |= line.equals(YAML_START);
                out.write(yaml ? yaml(line, weight) : multiplied(line, weight));
                out.write('\n');
            }
        }
    }

    private static String multiplied(String line, double weight) {
        FdataLine read = FdataLine.of(line);
        if (!read.isBranch() && !read.isSample()) {
            return line;
        }
        String mispredictions = read.isBranch() ? times(read.words().get(6), weight, 0) + " " : "";
        return read.place() + " " + mispredictions + times(Long.toString(read.count()), weight, 1);
    }

    /** Multiplies the counts of a YAML line. A count of 0 says that something was not taken, and stays. */
    private static String yaml(String line, double weight) {
        return YAML_COUNT
                .matcher(line)
                .replaceAll(count -> count.group(1) + ":" + count.group(2)
                        + times(
                                count.group(3),
                                weight,
                                count.group(3).equals("0") || count.group(1).equals("mis") ? 0 : 1));
    }

    private static String times(String count, double weight, long least) {
        return Long.toString(Math.max(least, Math.round(Long.parseLong(count) * weight)));
    }
}
