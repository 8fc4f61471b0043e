package io.github.pgobolt.bolt;

import io.github.pgobolt.base.WholeFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A branch profile that llvm-bolt wrote as YAML, as the counts of each function. As in llvm-bolt's own output a function's
 * samples are the counts of the branches between its blocks; calls do not count.
 *
 * @param byFunction the samples of each function, by its name in the symbol table
 */
public record BranchYaml(Map<String, Long> byFunction) {

    // "  - name:            '_RNvCs7_5tally5weigh/1'"
    private static final Pattern FUNCTION = Pattern.compile("  - name: +(\\S.*)");
    // "        succ:            [ { bid: 10, cnt: 0 }, { bid: 1, cnt: 2000 } ]"; long lists go on in further lines.
    private static final Pattern KEY = Pattern.compile(" *(?:- )?([a-z-]+):.*");
    private static final Pattern COUNT = Pattern.compile("\\bcnt: (\\d{1,18})");

    private static final String BINARY = "  binary-name:";

    public BranchYaml {
        byFunction = Map.copyOf(byFunction);
    }

    /** Reads a profile of any llvm-bolt that writes YAML. */
    public static BranchYaml read(Path yaml) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        String function = null;
        boolean branches = false;
        // Names need not be UTF-8.
        try (BufferedReader in = Files.newBufferedReader(yaml, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher named = FUNCTION.matcher(line);
                if (named.matches()) {
                    function = symbol(named);
                    counts.putIfAbsent(function, 0L);
                    continue;
                }
                Matcher key = KEY.matcher(line);
                if (key.matches()) {
                    branches = key.group(1).equals("succ");
                }
                if (branches && function != null) {
                    counts.merge(function, sum(line), Long::sum);
                }
            }
        }
        return new BranchYaml(counts);
    }

    private static long sum(String line) {
        return COUNT.matcher(line)
                .results()
                .mapToLong(count -> Long.parseLong(count.group(1)))
                .sum();
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1
                && (name.startsWith("'") && name.endsWith("'") || name.startsWith("\"") && name.endsWith("\""));
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    /** Returns all samples. */
    public double samples() {
        return byFunction.values().stream().mapToDouble(Long::doubleValue).sum();
    }

    /**
     * Returns the share of the samples in functions that another file has, too: llvm-bolt's own percentages are of the
     * samples that found their function, and read 100 for a program that shares nothing but the start-up code.
     *
     * @param taken what llvm-bolt took of this profile for the other file
     * @return from 0 to 1; null if there are no samples
     */
    public Double share(BranchYaml taken) {
        double all = samples();
        double arrived = byFunction.entrySet().stream()
                .filter(function -> taken.byFunction.containsKey(function.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return all == 0 ? null : Double.valueOf(arrived / all);
    }

    /** Takes the folder of the binary out of a profile's header, so that two folders give the same bytes. */
    public static void makePortable(Path yaml) throws IOException {
        WholeFile.write(yaml, temporary -> {
            try (BufferedReader in = Files.newBufferedReader(yaml, StandardCharsets.ISO_8859_1);
                    BufferedWriter out = Files.newBufferedWriter(temporary, StandardCharsets.ISO_8859_1)) {
                boolean header = true;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    header &= !line.startsWith("functions:");
                    out.write(header && line.startsWith(BINARY) ? binary(line) : line);
                    out.write('\n');
                }
            }
        });
    }

    /**
     * Writes a profile with other names.
     *
     * @param names gives the name of a function by its symbol; null for one that keeps its own. So does a symbol that several
     *     functions have.
     * @return how many functions have another name
     */
    public static int rename(Path yaml, Path output, UnaryOperator<String> names) throws IOException {
        Map<String, Integer> times = new HashMap<>();
        try (Stream<String> lines = Files.lines(yaml, StandardCharsets.ISO_8859_1)) {
            lines.map(FUNCTION::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> times.merge(symbol(line), 1, Integer::sum));
        }
        int renamed = 0;
        try (BufferedReader in = Files.newBufferedReader(yaml, StandardCharsets.ISO_8859_1);
                BufferedWriter out = Files.newBufferedWriter(output, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher named = FUNCTION.matcher(line);
                String name = named.matches() && times.get(symbol(named)) == 1 ? names.apply(symbol(named)) : null;
                boolean other =
                        name != null && !name.equals(unquoted(named.group(1).strip()));
                renamed += other ? 1 : 0;
                out.write(other ? "  - name:            '" + name.replace("'", "''") + "'" : line);
                out.write('\n');
            }
        }
        return renamed;
    }

    private static String symbol(Matcher function) {
        return FdataLine.symbol(unquoted(function.group(1).strip()));
    }

    private static String binary(String line) {
        String path = unquoted(line.substring(BINARY.length()).strip());
        return BINARY + "     '" + path.substring(path.lastIndexOf('/') + 1) + "'";
    }
}
