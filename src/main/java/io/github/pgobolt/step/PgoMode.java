package io.github.pgobolt.step;

/** The source of PGO's profile. The names are those used in a POM, so they are lower case. */
public enum PgoMode {
    /** Counters in an instrumented build: works everywhere. */
    instrument,
    /** A recording of the baseline with the processor's branch records, which needs these and a rustc that takes it. */
    sample
}
