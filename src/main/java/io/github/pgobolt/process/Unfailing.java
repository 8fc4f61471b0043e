package io.github.pgobolt.process;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes all that a process writes, though it can no longer be kept, as on a full disk: a process whose output nobody reads would
 * wait for ever. The first failure is told at the end.
 */
final class Unfailing extends OutputStream {

    private final OutputStream output;
    private volatile IOException failure;

    Unfailing(OutputStream output) {
        this.output = output;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        try {
            if (failure == null) {
                output.write(bytes, from, length);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void flush() {
        try {
            if (failure == null) {
                output.flush();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Throws what failed, if anything did. */
    @Override
    public void close() throws IOException {
        output.close();
        if (failure != null) {
            throw failure;
        }
    }
}
