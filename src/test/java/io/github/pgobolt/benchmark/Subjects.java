package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Real programs to measure, and workloads for them. */
final class Subjects {

    private static final String SPIN = """
            use std::hint::black_box;
            fn main() {
                let mut x = 88172645463325252_u64;
                for _ in 0..black_box(%d_u64) {
                    x ^= x << 13;
                    x ^= x >> 7;
                    x ^= x << 17;
                }
                println!("{}", black_box(x) == 0);
            }
            """;

    private Subjects() {}

    /** Compiles a program that computes for a fixed number of rounds: about 1 ms per 500,000. */
    static Path spinner(Path folder, String name, long rounds) throws IOException {
        Files.createDirectories(folder);
        Path source = Files.writeString(folder.resolve(name + ".rs"), SPIN.formatted(rounds));
        Path program = folder.resolve(name);
        Outcome built = new ProcessRunner().run(Command.of("rustc", "--edition=2021", "-O", "-o", program, source));
        if (!built.ok()) {
            throw new IOException(built.tail());
        }
        return program;
    }

    static Path script(Path folder, String name, String text) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        script.toFile().setExecutable(true);
        return script;
    }

    static Workload workload(String name, Path directory, String... command) {
        return new Workload(
                name,
                Use.evaluate,
                List.of(command),
                false,
                null,
                Map.of(),
                directory,
                1,
                20,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
