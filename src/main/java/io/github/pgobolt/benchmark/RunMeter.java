package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Path;

/** Runs one process and says what it cost. */
interface RunMeter extends AutoCloseable {

    /**
     * Runs the command to its end, or to its time limit.
     *
     * @param output where standard output goes; the measurement has its hash
     * @param errors where standard error goes
     * @throws IOException when the program cannot be started
     */
    Measurement measure(Command command, Path output, Path errors) throws IOException;

    /** {@code runner}, or {@code java wall} with the reason; stands in every output. */
    String measuredBy();

    /** What weakens its measurements, or null. */
    default String warning() {
        return null;
    }

    @Override
    void close();
}
