package io.github.pgobolt.process;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Lines from a program that wait for a reader. If nobody reads, or not fast enough, the oldest are dropped, so that a
 * program that prints without end does not exhaust the memory and never blocks.
 */
final class RecentLines {

    private final Deque<String> lines = new ArrayDeque<>();
    private final int most;
    private final int longest;
    private int held;
    private boolean ignored;
    private boolean ended;

    /**
     * @param most the maximum number of characters held
     * @param longest the length in characters at which a longer line is split
     */
    RecentLines(int most, int longest) {
        this.most = most;
        this.longest = longest;
    }

    /** Reads to the end of the output. */
    void readAll(Reader output) throws IOException {
        StringBuilder line = new StringBuilder();
        boolean afterReturn = false;
        for (int c = output.read(); c >= 0; c = output.read()) {
            boolean ends = c == '\n' || c == '\r';
            if (ends && !(c == '\n' && afterReturn) || !ends && line.length() == longest) {
                add(line.toString());
                line.setLength(0);
            }
            if (!ends) {
                line.append((char) c);
            }
            afterReturn = c == '\r';
        }
        if (line.length() > 0) {
            add(line.toString());
        }
    }

    private synchronized void add(String line) {
        if (ignored) {
            return;
        }
        lines.add(line);
        held += line.length() + 1;
        while (held > most && lines.size() > 1) {
            held -= lines.remove().length() + 1;
        }
        notifyAll();
    }

    /** Marks the end: no more lines will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Drops the lines held and all that follow. */
    synchronized void ignore() {
        ignored = true;
        lines.clear();
        held = 0;
    }

    /**
     * Returns the next line; empty after the last one.
     *
     * @return null if none came within the limit
     */
    synchronized Optional<String> next(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (lines.isEmpty() && !ended) {
            long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                return null;
            }
            wait(millis);
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String line = lines.remove();
        held -= line.length() + 1;
        return Optional.of(line);
    }

    /** Returns how many characters are held now, line ends included. */
    synchronized int held() {
        return held;
    }
}
