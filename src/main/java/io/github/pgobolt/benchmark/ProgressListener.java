package io.github.pgobolt.benchmark;

/** Receives the progress of a benchmark, in lines for people. Called on the measuring thread, between rounds. */
@FunctionalInterface
public interface ProgressListener {

    ProgressListener SILENT = line -> {};

    void line(String line);
}
