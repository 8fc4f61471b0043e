package io.github.pgobolt.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The most memory that a process and all that it started had at once: resident pages, looked at each half second. Pages that
 * several of them share count for each. A thread looks on, so that it is for long processes whose time is not measured.
 */
public final class PeakMemory {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,12}) kB");
    private static final long INTERVAL_MILLIS = 500;

    private volatile long bytes;

    /** Returns it; 0 if it is not known, as for a short process, and on every system but Linux. */
    public long bytes() {
        return bytes;
    }

    void watch(Process process) {
        Thread thread = new Thread(() -> look(process), "memory of process " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void look(Process process) {
        try {
            while (!process.waitFor(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .mapToLong(one -> resident(one.pid()))
                        .sum();
                bytes = Math.max(bytes, now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long resident(long pid) {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return resident.find() ? Long.parseLong(resident.group(1)) << 10 : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
