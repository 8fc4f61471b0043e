package io.github.pgobolt.pipeline;

/** Output of the engine for people; a goal passes in Maven's log. */
public interface Log {

    /** Says nothing. */
    Log SILENT = new Log() {

        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    };

    void info(String line);

    void warn(String line);

    void debug(String line);
}
