package io.github.pgobolt.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text files that another program wrote, or that lay where anybody could change them: read whole, but not at any size.
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
}
