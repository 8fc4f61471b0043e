package io.github.pgobolt.step;

/**
 * Which standard library the variants that PGO optimises are built with; the baseline always has the prebuilt one. The names
 * are those used in a POM, so they are lower case.
 */
public enum StdMode {
    /** As the toolchain brings it: no profile reaches what was compiled before. */
    prebuilt,
    /** Built from source with the crate, instrumented and optimised like it. */
    profiled,
    /** Profiled where the toolchain is a nightly one and has the sources, else prebuilt. */
    auto
}
