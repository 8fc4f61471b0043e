package io.github.pgobolt.benchmark;

/** What a gate does if the benchmark is inconclusive. The names are those used in a POM, so they are lower case. */
public enum OnInconclusive {
    warn,
    fail
}
