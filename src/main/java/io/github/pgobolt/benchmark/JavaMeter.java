package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Measures wall time from Java, for use if the runner cannot be built; includes 2 to 5 ms for starting the process. */
final class JavaMeter implements RunMeter {

    private final ProcessRunner processes;
    private final String why;

    JavaMeter(ProcessRunner processes, String why) {
        this.processes = processes;
        this.why = why;
    }

    @Override
    public Measurement measure(Command command, Path output, Path errors) throws IOException {
        Outcome outcome = processes.run(command.writeTo(output, errors));
        int signal = outcome.signal().orElse(0);
        return new Measurement(
                outcome.elapsed().toNanos(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                signal == 0 ? outcome.exit() : 0,
                signal,
                outcome.timedOut(),
                hash(output),
                Map.of(),
                null);
    }

    /** Java cannot tell the kernel to. */
    @Override
    public boolean renewPages(Path file) {
        return false;
    }

    @Override
    public String measuredBy() {
        return "java wall (wall time measured from Java; CPU time not available: " + why + ")";
    }

    @Override
    public String warning() {
        return "Wall time was measured from Java and CPU time is not available: " + why;
    }

    @Override
    public void close() {}

    /** Returns the hash that the runner computes, FNV-1a of 64 bits, which tells outputs apart. */
    static String hash(Path file) throws IOException {
        long hash = 0xcbf29ce484222325L;
        long length = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                hash = (hash ^ b) * 0x100000001b3L;
                length++;
            }
        }
        return String.format("fnv1a64:%016x:%d", hash, length);
    }
}
