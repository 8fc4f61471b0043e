package io.github.pgobolt.pipeline;

/** Output of the engine for people; a goal passes in Maven's log. */
public interface Log {

    void info(String line);

    void warn(String line);

    void debug(String line);
}
