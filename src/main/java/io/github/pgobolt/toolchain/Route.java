package io.github.pgobolt.toolchain;

/** The optimisations that are possible on this machine, for this target, with this Rust. */
public enum Route {
    /** Linux on x86-64 and AArch64. */
    PGO_AND_BOLT,
    /** macOS: BOLT reads only ELF. */
    PGO_ONLY,
    /** A rustc that has no profiler runtime for the target. */
    BOLT_ONLY,
    /** Neither. */
    NONE;

    /** Whether the route includes a half. */
    public boolean has(Half half) {
        return half == Half.PGO ? pgo() : bolt();
    }

    public boolean pgo() {
        return this == PGO_AND_BOLT || this == PGO_ONLY;
    }

    public boolean bolt() {
        return this == PGO_AND_BOLT || this == BOLT_ONLY;
    }
}
