package io.github.pgobolt.translation;

import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Symbols before and now, as a file: a line for each pair. No symbol holds a space. */
final class SymbolPairs {

    private SymbolPairs() {}

    static void write(Map<String, String> pairs, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        pairs.forEach(
                (before, now) -> lines.append(before).append(' ').append(now).append('\n'));
        WholeFile.write(file, lines.toString());
    }

    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> pairs = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int space = line.indexOf(' ');
            pairs.put(line.substring(0, space), line.substring(space + 1));
        }
        return pairs;
    }
}
