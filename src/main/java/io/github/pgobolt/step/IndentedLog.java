package io.github.pgobolt.step;

import io.github.pgobolt.pipeline.Log;

/** The log of a build within a build. */
record IndentedLog(Log outer) implements Log {

    private static final String INDENT = "  ";

    @Override
    public void info(String line) {
        outer.info(INDENT + line);
    }

    @Override
    public void warn(String line) {
        outer.warn(INDENT + line);
    }

    @Override
    public void debug(String line) {
        outer.debug(INDENT + line);
    }
}
