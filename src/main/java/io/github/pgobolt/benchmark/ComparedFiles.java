package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that are compared under names from the user. */
public final class ComparedFiles {

    private ComparedFiles() {}

    /**
     * Parses the form of the command line: {@code old=path,new=path}; the first is the reference. A comma is part of a
     * path if no {@code =} follows it before the next comma.
     *
     * @param directory the base of relative paths
     */
    public static List<Variant> parse(String text, Path directory) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",")) {
            if (part.contains("=") || parts.isEmpty()) {
                parts.add(part);
            } else {
                parts.add(parts.remove(parts.size() - 1) + "," + part);
            }
        }
        return parts.stream().map(part -> one(part, text, directory)).toList();
    }

    private static Variant one(String part, String text, Path directory) {
        int equals = part.indexOf('=');
        String name = part.substring(0, Math.max(0, equals)).strip();
        String file = part.substring(equals + 1).strip();
        if (name.isEmpty() || file.isEmpty()) {
            throw Failure.user("\"" + text + "\" does not name files to compare: \"" + part.strip()
                    + "\" is not of the form name=path. Write "
                    + "-Dpgobolt.benchmark.files=\"old=<path>,new=<path>\"; the first is the reference.");
        }
        return new Variant(name, directory.resolve(file));
    }
}
