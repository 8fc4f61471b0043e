package io.github.pgobolt.base;

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

    private static final int BUFFER = 1 << 16;

    /** Stands for bytes that are not UTF-8; a file may hold it, too. */
    private static final char NOT_TEXT = '\uFFFD';

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    public Lines(Path file) throws IOException {
        in = Files.newInputStream(file);
    }

    /** Returns the next line, or null at the end. Bytes that are not UTF-8 are decoded as Latin-1. */
    public String next() throws IOException {
        ByteArrayOutputStream begun = null;
        while (at < end || fill()) {
            int before = begun == null ? 0 : begun.size();
            int stop = Math.min(end, at + PIECE - before);
            int from = at;
            while (at < stop && buffer[at] != '\n') {
                at++;
            }
            boolean whole = at < stop || before + at - from == PIECE;
            at = at < stop ? at + 1 : at;
            if (whole && begun == null) {
                return text(buffer, from, at - from);
            }
            begun = begun == null ? new ByteArrayOutputStream() : begun;
            begun.write(buffer, from, at - from);
            if (whole) {
                break;
            }
        }
        return begun == null ? null : text(begun.toByteArray(), 0, begun.size());
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static String text(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.indexOf(NOT_TEXT) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException notText) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
