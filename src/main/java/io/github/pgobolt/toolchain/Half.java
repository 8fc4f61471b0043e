package io.github.pgobolt.toolchain;

import java.util.Locale;

/** The two halves of the pipeline. Each is useful without the other. */
public enum Half {
    PGO,
    BOLT;

    /** Returns the name of the report section that says why the half is missing. */
    public String section() {
        return name().toLowerCase(Locale.ROOT);
    }
}
