package io.github.pgobolt.benchmark;

/** Hears, in lines for people, how a benchmark goes. Called on the thread that measures, between rounds. */
@FunctionalInterface
public interface ProgressListener {

    ProgressListener SILENT = line -> {};

    void line(String line);
}
