package io.github.pgobolt.cargo;

import java.nio.file.Path;

/**
 * Which cargo target the user means; whatever is null is found where there is only one.
 *
 * @param manifest the Cargo.toml, or null to look for it below {@code baseDirectory}
 * @param baseDirectory where a manifest is looked for: here, in src/main/rust and in rust
 * @param packageName the package of a workspace, or null
 * @param bin the executable, or null
 * @param lib the library, or null
 * @param target the Rust target triple, or null for what cargo is configured for, else the host's
 */
public record SubjectQuery(
        Path manifest, Path baseDirectory, String packageName, String bin, String lib, String target) {}
