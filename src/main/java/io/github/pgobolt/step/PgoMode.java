package io.github.pgobolt.step;

/** Where PGO's profile comes from. The names are what a POM says, so they are lower case. */
public enum PgoMode {
    /** Counters in an instrumented build: works everywhere. */
    instrument,
    /** A recording of the baseline by the processor's own branch records, which needs these and a rustc that takes it. */
    sample
}
