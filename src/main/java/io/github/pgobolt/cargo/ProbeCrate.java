package io.github.pgobolt.cargo;

import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A crate with an empty main, by which cargo is watched. Its build script writes down what cargo passes to every build
 * script: the linker, the wrapper, rustup's variables and the flags.
 *
 * @param folder where it is
 */
record ProbeCrate(Path folder) {

    /** The name of the package and of its program. */
    static final String NAME = "pgobolt-flags-probe";

    /** The variables that the build script writes, one a line. The flags are the last, since they may have line breaks. */
    private static final List<String> TOLD =
            List.of("RUSTC_LINKER", "RUSTC_WRAPPER", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "CARGO_ENCODED_RUSTFLAGS");

    /**
     * What cargo passes to a build script; empty strings where it passes nothing.
     *
     * @param flags as one text
     */
    record Told(String linker, String wrapper, String rustupHome, String rustupToolchain, String flags) {}

    static ProbeCrate in(Path folder) throws IOException {
        WholeFile.keep(folder.resolve("Cargo.toml"), """
                [package]
                name = "%s"
                version = "0.0.0"
                edition = "2021"
                build = "build.rs"

                [workspace]
                """.formatted(NAME));
        WholeFile.keep(folder.resolve("src/main.rs"), "fn main() {}\n");
        WholeFile.keep(folder.resolve("build.rs"), """
                fn main() {
                    let file = std::env::var_os("PGOBOLT_FLAGS_FILE").unwrap();
                    let given = |name: &str| std::env::var(name).unwrap_or_default();
                    let all = ["%s"].map(given);
                    std::fs::write(file, all.join("\\n")).unwrap();
                    println!("cargo:rerun-if-env-changed=PGOBOLT_FLAGS_FILE");
                }
                """.formatted(String.join("\", \"", TOLD)));
        return new ProbeCrate(folder);
    }

    /**
     * Returns a new name for the build script's file, that no other build uses: one may ask in the same folder at the same
     * time. Asking for a new file also makes cargo run the build script and call rustc again.
     */
    Path answer() {
        return folder.resolve("flags-" + UUID.randomUUID() + ".txt").toAbsolutePath();
    }

    /** Reads what a build script wrote, once. */
    static Told told(Path answer) throws IOException {
        String[] said = Files.readString(answer).split("\n", TOLD.size());
        Files.delete(answer);
        return new Told(said[0], said[1], said[2], said[3], said[4]);
    }

    /**
     * Returns the arguments of a build behind cargo's verb.
     *
     * @param target the triple; null if cargo's configuration decides
     * @param cargoArguments the user's, of which {@code --config} and {@code -Z} count for any package
     */
    List<String> arguments(String target, List<String> cargoArguments) {
        List<String> arguments = new ArrayList<>(List.of(
                "--offline", "--manifest-path", folder.resolve("Cargo.toml").toString()));
        arguments.addAll(List.of("--target-dir", targetFolder().toString()));
        if (target != null) {
            arguments.addAll(List.of("--target", target));
        }
        arguments.addAll(CargoArguments.configuration(cargoArguments));
        return arguments;
    }

    /**
     * Returns a build.
     *
     * @param cargo the words that call cargo, with its verb
     * @param answer where the build script writes to
     */
    Command build(
            List<String> cargo, List<String> arguments, Path directory, Map<String, String> environment, Path answer) {
        return Command.of(cargo)
                .and(arguments)
                .in(directory)
                .with(environment)
                .with("CARGO_TERM_COLOR", "never")
                .with("PGOBOLT_FLAGS_FILE", answer.toString());
    }

    Path targetFolder() {
        return folder.resolve("target");
    }

    /** Writes a linker that links nothing and only creates the requested output file. */
    Path emptyLinker() throws IOException {
        return WholeFile.keepScript(folder.resolve("empty-linker").toAbsolutePath(), """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                    [ "$1" = -o ] && : > "$2"
                    shift
                done
                """);
    }
}
