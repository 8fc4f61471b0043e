package io.github.pgobolt.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Makes field values from Maven fit for use: a list that was not given is null, and an empty element becomes a null in
 * it.
 */
final class Given {

    private Given() {}

    static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Returns the list; null if nothing was given, so that a default applies. */
    static <T> List<T> listOrNull(List<T> list) {
        return list(list).isEmpty() ? null : list(list);
    }

    static List<Path> paths(List<File> files) {
        return list(files).stream().map(Given::path).toList();
    }

    static Path pathOrNull(File file) {
        return file == null ? null : path(file);
    }

    static Path path(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }
}
