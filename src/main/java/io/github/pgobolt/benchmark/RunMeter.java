package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Path;

/** Runs one process and measures it. */
interface RunMeter extends AutoCloseable {

    /**
     * Runs the command to its end, or to its time limit.
     *
     * @param output the file for standard output; the measurement has its hash
     * @param errors the file for standard error
     * @throws IOException if the program cannot be started
     */
    Measurement measure(Command command, Path output, Path errors) throws IOException;

    /**
     * Has the contents of a file lie in other pages of the memory from now on, if that can be done.
     *
     * @return whether it is done
     * @throws IOException if the file cannot be read
     */
    boolean renewPages(Path file) throws IOException;

    /** Returns {@code runner}, or {@code java wall} with the reason; included in every output. */
    String measuredBy();

    /** Returns what weakens its measurements, or null. */
    default String warning() {
        return null;
    }

    @Override
    void close();
}
