package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Tiny crates on disk, and the cargo of this machine. */
public final class Crates {

    private Crates() {}

    /** Returns a runner without this machine's own flags. */
    public static ProcessRunner runner(Map<String, String> added) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name -> name.equals("RUSTFLAGS")
                        || name.equals("CARGO_ENCODED_RUSTFLAGS")
                        || name.startsWith("CARGO_BUILD_")
                        || name.startsWith("CARGO_TARGET_"));
        environment.putAll(added);
        return new ProcessRunner(environment);
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    static Path packageNamed(Path folder, String name, String more) throws IOException {
        return write(
                folder.resolve("Cargo.toml"),
                "[package]\nname = \"" + name + "\"\nversion = \"0.1.0\"\nedition = \"2021\"\n" + more);
    }

    static void main(Path folder, String file) throws IOException {
        write(folder.resolve(file), "fn main() { println!(\"hello\"); }\n");
    }

    static String host() throws IOException {
        Outcome outcome = runner(Map.of()).run(Command.of("rustc", "-vV"));
        assertThat(outcome.ok()).isTrue();
        return outcome.stdout()
                .lines()
                .filter(line -> line.startsWith("host: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
    }
}
