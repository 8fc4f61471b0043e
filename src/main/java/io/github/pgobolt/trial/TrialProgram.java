package io.github.pgobolt.trial;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.ToolText;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The built program of a trial: it has a branch table, panics that unwind, threads, and a backtrace that names itself.
 *
 * @param executable runs all of that itself, or has the library do it
 * @param library the same as a shared library; null if the target links everything statically
 */
record TrialProgram(Path executable, Path library) {

    private static final String RESOURCES = "/io/github/pgobolt/trial/";
    private static final List<String> SOURCES = List.of("main.rs", "lib.rs", "work.rs");
    private static final String PACKAGE = "pgobolt-trial";

    /** Returns the files in the order in which they are tried. */
    List<Path> files() {
        return library == null ? List.of(executable) : List.of(executable, library);
    }

    /** Returns a hash that tells this program from that of another version of the plugin. */
    static String identity() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String source : SOURCES) {
            all.append(source(source));
        }
        return Hashes.ofText(all.toString());
    }

    /**
     * Writes the sources and has cargo build them.
     *
     * @param cargoProfile the name of the cargo profile of the build, which the trial's manifest must have too
     * @param cargo makes cargo's command for a manifest and a target folder
     * @throws Failure if cargo fails, with its first error in the message
     */
    static TrialProgram build(
            ProcessRunner processes,
            Path folder,
            String target,
            String cargoProfile,
            BiFunction<Path, Path, Command> cargo,
            Path log)
            throws IOException {
        Path manifest = WholeFile.keep(folder.resolve("Cargo.toml"), manifest(target, cargoProfile));
        for (String source : SOURCES) {
            WholeFile.keep(folder.resolve("src").resolve(source), source(source));
        }
        Path built = folder.resolve("target");
        Outcome outcome = processes.run(cargo.apply(manifest, built).logTo(log));
        Path files = built.resolve(target).resolve(cargoProfile.equals("dev") ? "debug" : cargoProfile);
        Path executable = files.resolve(PACKAGE);
        Path library = files.resolve("libpgobolt_trial.so");
        if (!outcome.ok() || Files.notExists(executable)) {
            throw Failure.user("cargo could not build the program of the trial with the flags of the build ("
                    + outcome.ending() + ": " + firstError(outcome) + "); see " + log);
        }
        return new TrialProgram(executable, Files.exists(library) ? library : null);
    }

    private static String firstError(Outcome outcome) {
        return ToolText.firstError(outcome.stderr()).orElse("no error was named");
    }

    /** For musl, whose programs load no library, the library is none: rustc makes no shared one there by default. */
    private static String manifest(String target, String cargoProfile) {
        boolean own = !List.of("release", "dev", "test", "bench").contains(cargoProfile);
        return """
                [package]
                name = "pgobolt-trial"
                version = "0.0.0"
                edition = "2018"

                [lib]
                name = "pgobolt_trial"
                crate-type = ["%s"]

                [[bin]]
                name = "pgobolt-trial"
                path = "src/main.rs"

                [workspace]
                """.formatted(target.contains("-musl") ? "rlib" : "cdylib")
                + (own ? "\n[profile." + cargoProfile + "]\ninherits = \"release\"\n" : "");
    }

    private static String source(String name) throws IOException {
        try (InputStream in = TrialProgram.class.getResourceAsStream(RESOURCES + name)) {
            if (in == null) {
                throw new IOException("the plugin's jar lacks " + RESOURCES + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
