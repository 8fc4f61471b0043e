package io.github.pgobolt.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads whole text files that another program wrote, or that anybody could have changed, up to a size limit.
 */
public final class TextFiles {

    /** Far more than any file of this kind needs, and far less than would exhaust a build's memory. */
    private static final long MOST_BYTES = 256L << 20;

    private TextFiles() {}

    /** @throws IOException if the file cannot be read, is not UTF-8, or is larger than any such file would be */
    public static String read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new IOException(
                    file + " has " + bytes + " bytes, which no file of its kind has (at most " + MOST_BYTES + ")");
        }
        return Files.readString(file);
    }
}
