package io.github.pgobolt.base;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file of arbitrary bytes line by line. A line keeps its line feed, so that a missing last one is noticed;
 * {@link java.io.BufferedReader} drops it, and treats a carriage return as one.
 */
public final class Lines implements Closeable {

    /**
     * Longer lines are returned in pieces of this many bytes, so that a file without line feeds does not fill the
     * memory.
     */
    private static final int PIECE = 1 << 20;

    private final InputStream in;

    public Lines(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Returns the next line, or null at the end. Bytes that are not UTF-8 are decoded as Latin-1. */
    public String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        while (line.size() < PIECE && (b = in.read()) >= 0) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        if (line.size() == 0) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notText) {
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
