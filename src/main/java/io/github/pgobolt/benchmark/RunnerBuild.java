package io.github.pgobolt.benchmark;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the runner with the user's own rustc, once for each source and compiler.
 *
 * @param processes starts rustc
 * @param rustc how to call rustc: {@code rustc}, or {@code rustup run <toolchain> rustc}
 * @param folder for runners; may be shared by builds, even simultaneous ones
 */
record RunnerBuild(ProcessRunner processes, List<String> rustc, Path folder) {

    private static final String SOURCE = "/io/github/pgobolt/runner/main.rs";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /**
     * Returns the runner's program, built if necessary.
     *
     * @throws IOException if it cannot be built; the message says why, in one line
     */
    Path build() throws IOException {
        if (rustc == null || rustc.isEmpty()) {
            throw new IOException("there is no rustc to build the runner with");
        }
        byte[] source = source();
        Outcome version = processes.run(rustc("-vV").within(LIMIT));
        if (!version.ok()) {
            throw new IOException("`" + version.command().line() + "`: " + lastLine(version));
        }
        Path place = folder.toAbsolutePath().resolve(key(source, version.stdout()));
        Path program = place.resolve("pgobolt-runner");
        if (Files.isExecutable(program)) {
            return program;
        }
        Files.createDirectories(place);
        Path work = Files.createTempDirectory(place, "build");
        Path main = Files.write(work.resolve("main.rs"), source);
        Path built = work.resolve("pgobolt-runner");
        Outcome compiled =
                processes.run(rustc("--edition=2021", "-O", "-Cdebuginfo=0", "-o", built.toString(), main.toString())
                        .logTo(place.resolve("build.log"))
                        .within(LIMIT));
        if (!compiled.ok()) {
            throw new IOException("rustc could not build the runner (" + compiled.ending() + ": " + lastLine(compiled)
                    + "); see " + place.resolve("build.log"));
        }
        // Two simultaneous builds make the same program; the rename ensures that it appears whole.
        WholeFile.move(built, program);
        Files.deleteIfExists(main);
        Files.deleteIfExists(work);
        return program;
    }

    private Command rustc(String... arguments) {
        List<String> argv = new ArrayList<>(rustc);
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    private static String lastLine(Outcome outcome) {
        return ToolText.firstError(outcome.tail())
                .orElse(outcome.tail().lines().reduce((first, second) -> second).orElse(outcome.ending()));
    }

    private static byte[] source() throws IOException {
        try (InputStream in = RunnerBuild.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException("the plugin's jar lacks " + SOURCE);
            }
            return in.readAllBytes();
        }
    }

    private static String key(byte[] source, String version) {
        return Hashes.ofText(new String(source, StandardCharsets.UTF_8) + version)
                .substring(0, 32);
    }
}
