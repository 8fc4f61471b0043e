package io.github.pgobolt.toolchain;

import java.util.Locale;

/** The two halves of the way. Each is of use without the other. */
public enum Half {
    PGO,
    BOLT;

    /** What the part of a report is called that says why the half is not there. */
    public String section() {
        return name().toLowerCase(Locale.ROOT);
    }
}
