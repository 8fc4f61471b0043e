package io.github.pgobolt.cargo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file beside an output in which cargo lists its sources: those of the package and of its path dependencies, with
 * the files they include and those that build scripts declare. Crates from a registry are not listed.
 */
public final class DepInfo {

    private DepInfo() {}

    /** Returns the path of the file that belongs to an output of cargo, whether it exists or not. */
    public static Path beside(Path output) {
        String name = output.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return output.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".d");
    }

    /** Returns the files that it names; none if it does not exist. */
    public static List<Path> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<Path> named = new ArrayList<>();
        for (String line : Files.readString(file).lines().toList()) {
            // The first word is the output itself.
            words(line).stream().skip(1).map(Path::of).forEach(named::add);
        }
        return named;
    }

    /** Splits as make does: at a space, unless a backslash precedes it. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == ' ') {
                word.append(' ');
                i++;
            } else if (c != ' ') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
