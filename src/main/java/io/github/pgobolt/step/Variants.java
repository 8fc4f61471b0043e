package io.github.pgobolt.step;

import java.util.List;

/** The names of the variants. */
public final class Variants {

    public static final String BASELINE = "baseline";
    public static final String PGO = "pgo";
    public static final String BOLT = "bolt";
    public static final String PGO_BOLT = "pgo-bolt";

    /** The simplest first; of two that are equally fast the earlier ships. */
    public static final List<String> ALL = List.of(BASELINE, PGO, BOLT, PGO_BOLT);

    private Variants() {}
}
