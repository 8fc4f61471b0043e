package io.github.pgobolt.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Text files. What another program wrote, or what lay where anybody could change it, is read whole, but not at any size;
 * what others may look at is written whole or not at all.
 */
public final class TextFiles {

    /** Far more than any file of this kind has, and far less than fills the memory of a build. */
    private static final long MOST_BYTES = 256L << 20;

    private TextFiles() {}

    /** @throws IOException where it cannot be read, is no UTF-8, or is larger than any such file would be */
    public static String read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new IOException(file + " has " + bytes + " bytes, which no file of its kind has (at most " + MOST_BYTES + ")");
        }
        return Files.readString(file);
    }

    /** Leaves a file alone that is as it should be: cargo compiles again what has a new time. Nobody sees half a file. */
    public static Path keep(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            replace(file, text);
        }
        return file;
    }

    /** Writes under a temporary name first and then renames, so that nobody sees half a file. The folder must be there. */
    public static void replace(Path file, String text) throws IOException {
        // Not createTempFile, whose file nobody else may read: a report is for everybody who may see the folder.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
