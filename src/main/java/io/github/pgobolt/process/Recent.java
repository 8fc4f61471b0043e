package io.github.pgobolt.process;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the end of what is written in a buffer, so that a program that prints without end does not exhaust the memory.
 */
final class Recent extends FilterOutputStream {

    private static final byte[] LEFT_OUT =
            "[the beginning was left out, since there was too much of it]\n".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream buffer;
    private final int most;

    /** @param most the buffer's maximum size in bytes; at least half of it is kept */
    Recent(ByteArrayOutputStream buffer, int most) {
        super(buffer);
        this.buffer = buffer;
        this.most = most;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (buffer.size() + length > most) {
            byte[] old = buffer.toByteArray();
            int kept = Math.min(old.length, most / 2);
            int from = afterLineBreak(old, old.length - kept);
            buffer.reset();
            buffer.writeBytes(LEFT_OUT);
            buffer.write(old, from, old.length - from);
        }
        buffer.write(bytes, offset, length);
    }

    /**
     * Returns the start of the next line, so that neither a line nor a multi-byte character is cut; if there is none,
     * the position.
     */
    private static int afterLineBreak(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == '\n') {
                return i + 1;
            }
        }
        return from;
    }
}
