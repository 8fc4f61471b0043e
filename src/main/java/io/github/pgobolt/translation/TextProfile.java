package io.github.pgobolt.translation;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.ToolText;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A profile as {@code llvm-profdata merge --text} writes it: a header, and a record of each function with an empty line
 * behind it. It is read record by record, since it takes many times the room of the binary form.
 */
final class TextProfile {

    /** Begins a line of the header. */
    private static final String HEADER = ":";

    private static final String COMMENT = "#";

    private TextProfile() {}

    /** Takes one record. */
    private interface Taker {
        void take(List<String> lines, Counted function) throws IOException;
    }

    /**
     * A function with counts.
     *
     * @param key its symbol, preceded by the module and a semicolon (LLVM 17 and older: a colon) if it is local
     * @param cfgHash LLVM's hash of its control flow, in decimal digits
     * @param counts the sum of its counters
     */
    record Counted(String key, String cfgHash, double counts) {

        String symbol() {
            return key.substring(separator() + 1);
        }

        /**
         * Returns the key of the same function in a build where this one finds nothing: local as before, or no longer, if
         * that alone can be what is new.
         */
        String keyOf(String symbol, String module) {
            boolean local = separator() >= 0;
            String localKey = module + (local ? key.charAt(separator()) : ';') + symbol;
            String same = local ? localKey : symbol;
            return !same.equals(key) ? same : local ? symbol : localKey;
        }

        /** Returns where the module ends; no symbol has one of these characters. */
        private int separator() {
            return Math.max(key.lastIndexOf(';'), key.lastIndexOf(':'));
        }
    }

    /** Returns the functions of a profile. */
    static List<Counted> functions(Path text) throws IOException {
        List<Counted> functions = new ArrayList<>();
        read(text, null, (lines, function) -> functions.add(function));
        return functions;
    }

    /**
     * Writes the profile with other names.
     *
     * @param keys the keys of a function; one whose list is empty keeps its own
     * @param targets the key of a function that is named as the target of an indirect call
     */
    static void renamed(Path text, Path output, Function<Counted, List<String>> keys, Function<String, String> targets)
            throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(output, StandardCharsets.ISO_8859_1)) {
            read(text, out, (lines, function) -> {
                List<String> names = keys.apply(function);
                for (String name : names.isEmpty() ? List.of(function.key()) : names) {
                    write(lines, name, targets, out);
                }
            });
        }
    }

    private static void write(List<String> lines, String name, Function<String, String> targets, BufferedWriter out)
            throws IOException {
        boolean named = false;
        for (String line : lines) {
            if (line.startsWith(COMMENT)) {
                out.write(line);
            } else if (named) {
                out.write(target(line, targets));
            } else {
                out.write(name);
                named = true;
            }
            out.write('\n');
        }
        out.write('\n');
    }

    /** Returns a line of values, "name:count", with another name; any other line as it is. */
    private static String target(String line, Function<String, String> targets) {
        int colon = line.lastIndexOf(':');
        return colon < 0 ? line : targets.apply(line.substring(0, colon)) + line.substring(colon);
    }

    /** @param header takes the header's lines; null if they are not wanted */
    private static void read(Path text, BufferedWriter header, Taker taker) throws IOException {
        // A name may hold any byte, and every byte is valid Latin-1.
        try (BufferedReader in = Files.newBufferedReader(text, StandardCharsets.ISO_8859_1)) {
            List<String> lines = new ArrayList<>();
            boolean begun = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!begun && (line.startsWith(HEADER) || line.startsWith(COMMENT) || line.isEmpty())) {
                    if (line.startsWith(":temporal")) {
                        throw notUnderstood(text, line);
                    }
                    if (header != null) {
                        header.write(line + "\n");
                    }
                    continue;
                }
                begun = true;
                if (!line.isEmpty()) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    taker.take(lines, function(text, lines));
                    lines.clear();
                }
            }
            if (!lines.isEmpty()) {
                taker.take(lines, function(text, lines));
            }
        }
    }

    private static Counted function(Path text, List<String> lines) {
        List<String> values =
                lines.stream().filter(line -> !line.startsWith(COMMENT)).toList();
        Long counters = values.size() < 3 ? null : ToolText.count(values.get(2));
        if (counters == null || counters > values.size() - 3) {
            throw notUnderstood(text, lines.get(0));
        }
        double sum = 0;
        for (String counter : values.subList(3, 3 + counters.intValue())) {
            Double count = ToolText.number(counter);
            sum += count == null ? 0 : count;
        }
        return new Counted(values.get(0), values.get(1), sum);
    }

    private static Failure notUnderstood(Path text, String line) {
        return Failure.tool("what llvm-profdata wrote to " + text + " is not understood at: " + line);
    }
}
