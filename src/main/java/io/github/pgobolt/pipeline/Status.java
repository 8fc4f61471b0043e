package io.github.pgobolt.pipeline;

import java.util.Locale;

/** What became of a step in this build. */
public enum Status {
    RAN,
    REUSED,
    SKIPPED,
    FAILED,
    /** An earlier build did it, and its record does not tell of now. */
    OUTDATED;

    /** As a report says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
