package io.github.pgobolt.cargo;

import java.nio.file.Path;

/**
 * The cargo target that the user means; a part that is null is found if only one candidate exists.
 *
 * @param manifest the Cargo.toml, or null to look for it below {@code baseDirectory}
 * @param baseDirectory where a manifest is looked for: here, in src/main/rust and in rust
 * @param packageName the package of a workspace, or null
 * @param bin the executable, or null
 * @param lib the library, or null
 * @param target the Rust target triple, or null for the one in cargo's configuration, else the host's
 */
public record SubjectQuery(
        Path manifest, Path baseDirectory, String packageName, String bin, String lib, String target) {}
