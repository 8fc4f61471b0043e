package io.github.pgobolt.benchmark;

/** What a gate does where the benchmark cannot say. The names are what a POM says, so they are lower case. */
public enum OnInconclusive {
    warn,
    fail
}
