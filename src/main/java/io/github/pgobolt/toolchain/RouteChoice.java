package io.github.pgobolt.toolchain;

/**
 * The route that a Rust, a target and its platform allow.
 *
 * @param reason why, in one sentence
 */
record RouteChoice(Route route, String reason) {

    /** @param host this machine, which need not be the target's */
    static RouteChoice of(RustToolchain rust, String target, Platform platform, Platform host) {
        if (!host.supported()) {
            return new RouteChoice(Route.NONE, Toolchains.unsupported(host));
        }
        if (platform.arch().startsWith("wasm")) {
            return new RouteChoice(Route.NONE, Toolchains.unsupported(platform));
        }
        boolean profiler = rust.hasProfilerRuntime(target) || !rust.hasStandardLibrary(target);
        if (platform.boltable()) {
            return profiler
                    ? new RouteChoice(
                            Route.PGO_AND_BOLT,
                            "rustc " + rust.release() + " has the profiler runtime for " + target
                                    + ", and BOLT reads its files.")
                    : new RouteChoice(
                            Route.BOLT_ONLY,
                            withoutRuntime(rust, target) + ", so PGO cannot be had; BOLT alone is left.");
        }
        return profiler || !platform.supported()
                ? new RouteChoice(
                        Route.PGO_ONLY,
                        platform.supported() || platform.os().equals("windows")
                                ? "BOLT reads ELF files alone, and " + platform.os() + " has none."
                                : "BOLT is not tried on " + platform + ".")
                : new RouteChoice(
                        Route.NONE,
                        withoutRuntime(rust, target) + ", so PGO cannot be had, and BOLT reads "
                                + "ELF files alone. Take rustup's Rust: https://rustup.rs");
    }

    private static String withoutRuntime(RustToolchain rust, String target) {
        return "rustc " + rust.release() + " (" + rust.rustc().path() + ") has no profiler runtime for " + target
                + " (no libprofiler_builtins in " + rust.libraries(target) + ")";
    }
}
