package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks cargo which rustc flags are in force.
 *
 * <p>Cargo takes them from the first of four sources (CARGO_ENCODED_RUSTFLAGS, RUSTFLAGS, {@code target.*.rustflags},
 * {@code build.rustflags}), with {@code cfg()} keys, a hierarchy of files and {@code --config} among them. Instead of
 * reading all that again, this builds an empty crate whose build script prints what cargo resolved: cargo hands it to
 * every build script as CARGO_ENCODED_RUSTFLAGS, and the linker that it resolved as RUSTC_LINKER.
 */
public final class UserFlagsProbe {

    /** What separates flags in CARGO_ENCODED_RUSTFLAGS. */
    public static final String SEPARATOR = "\u001f";

    private final ProcessRunner processes;
    private final List<String> cargo;

    public UserFlagsProbe(ProcessRunner processes, List<String> cargo) {
        this.processes = processes;
        this.cargo = List.copyOf(cargo);
    }

    /**
     * @param subject where cargo runs and for which target
     * @param environment the user's additions to the environment of cargo
     * @param cargoArguments the user's arguments of cargo, of which {@code --config} and {@code -Z} may bring flags
     * @param folder where the probe crate is written
     */
    public UserFlags flags(Subject subject, Map<String, String> environment, List<String> cargoArguments, Path folder)
            throws IOException {
        Files.createDirectories(folder.resolve("src"));
        TextFiles.keep(folder.resolve("Cargo.toml"), """
                [package]
                name = "pgobolt-flags-probe"
                version = "0.0.0"
                edition = "2021"
                build = "build.rs"

                [workspace]
                """);
        TextFiles.keep(folder.resolve("src/lib.rs"), "");
        // A name that no other build has, which may ask in the same folder at the same time. To be asked for another
        // file is also what makes cargo run the build script again.
        Path answer = folder.resolve("flags-" + UUID.randomUUID() + ".txt").toAbsolutePath();
        TextFiles.keep(folder.resolve("build.rs"), """
                fn main() {
                    let file = std::env::var_os("PGOBOLT_FLAGS_FILE").unwrap();
                    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
                    let linker = std::env::var("RUSTC_LINKER").unwrap_or_default();
                    std::fs::write(file, linker + "\\n" + &flags).unwrap();
                    println!("cargo:rerun-if-env-changed=PGOBOLT_FLAGS_FILE");
                }
                """);
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(List.of("check", "--offline", "--manifest-path", folder.resolve("Cargo.toml").toString()));
        argv.addAll(List.of("--target", subject.target(), "--target-dir", folder.resolve("target").toString()));
        argv.addAll(configuration(cargoArguments));
        Outcome outcome = processes.run(Command.of(argv)
                .in(subject.directory())
                .with(environment)
                .with("CARGO_TERM_COLOR", "never")
                .with("PGOBOLT_FLAGS_FILE", answer.toString()));
        if (!Files.exists(answer)) {
            throw Failure.user("cargo cannot build an empty crate with the flags in force for " + subject.target() + " ("
                    + outcome.ending() + "). Look at RUSTFLAGS and .cargo/config.toml:\n" + outcome.tail());
        }
        String[] said = Files.readString(answer).split("\n", 2);
        Files.delete(answer);
        List<String> flags = said[1].isEmpty() ? List.of() : List.of(said[1].split(SEPARATOR));
        return new UserFlags(flags, source(environment, flags), said[0].isEmpty() ? null : said[0]);
    }

    /** Of the user's arguments of cargo those that configure it, for a build of another package. */
    static List<String> configuration(List<String> cargoArguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < cargoArguments.size(); i++) {
            String argument = cargoArguments.get(i);
            if (argument.equals("--config") || argument.equals("-Z")) {
                kept.add(argument);
                if (++i < cargoArguments.size()) {
                    kept.add(cargoArguments.get(i));
                }
            } else if (argument.startsWith("--config=") || argument.startsWith("-Z")) {
                kept.add(argument);
            }
        }
        return kept;
    }

    private String source(Map<String, String> added, List<String> flags) {
        for (String variable : List.of("CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS")) {
            if (added.containsKey(variable)) {
                return variable + " of the plugin's <env>";
            }
            if (processes.environment().containsKey(variable)) {
                return "the environment variable " + variable;
            }
        }
        return flags.isEmpty() ? "none set" : "cargo's configuration (target.*.rustflags or build.rustflags)";
    }
}
