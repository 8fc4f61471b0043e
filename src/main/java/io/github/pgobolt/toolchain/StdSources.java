package io.github.pgobolt.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;

/** The sources of Rust's standard library, by which cargo builds it along with a crate: rustup's component rust-src. */
public final class StdSources {

    private StdSources() {}

    /** Returns the folder that all sources of a toolchain are in, be they there or not. */
    public static Path folder(RustToolchain rust) {
        return rust.sysroot().resolve("lib/rustlib/src/rust");
    }

    /** Returns the manifest of the workspace that the standard library is a part of. */
    public static Path manifest(RustToolchain rust) {
        Path library = folder(rust).resolve("library/Cargo.toml");
        // Before 1.84 it was a level higher.
        return Files.isRegularFile(library) ? library : folder(rust).resolve("library/std/Cargo.toml");
    }

    /** Returns where newer toolchains have the crates that the standard library needs; not a folder where they do not. */
    public static Path vendored(RustToolchain rust) {
        return folder(rust).resolve("library/vendor");
    }

    /** Whether a toolchain has the sources. */
    public static boolean areThere(RustToolchain rust) {
        return Files.isRegularFile(folder(rust).resolve("library/std/Cargo.toml"));
    }

    /** Returns what is missing where they are not, with the command that brings them. */
    public static Missing missing(RustToolchain rust) {
        return new Missing(
                "rust-src",
                Half.PGO,
                "it is what the standard library is built from, and " + folder(rust) + " has no library/std.",
                Hints.stdSources(rust));
    }
}
