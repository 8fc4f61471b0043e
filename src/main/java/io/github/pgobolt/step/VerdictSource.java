package io.github.pgobolt.step;

/** Where the verdict comes from by which a variant ships. The names are those used in a POM, so they are lower case. */
public enum VerdictSource {
    /** The benchmark of this build. */
    measured,
    /** The one that the stored profile brings, for the very files that it is of; else the benchmark. */
    stored
}
