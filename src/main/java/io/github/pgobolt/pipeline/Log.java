package io.github.pgobolt.pipeline;

/** Where the engine writes what a person reads; a goal hands in Maven's log. */
public interface Log {

    void info(String line);

    void warn(String line);

    void debug(String line);
}
