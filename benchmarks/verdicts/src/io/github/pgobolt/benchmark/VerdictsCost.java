package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the runner adds to posix_spawn and wait, per run of a program that does nothing; milliseconds.
 *
 * @param runs how many of each
 * @param spawnAlone a loop of posix_spawn and wait, by Rust's standard library, input and output on /dev/null
 * @param seenByRunner the wall time that the runner reports
 * @param roundTrip from asking the runner to its answer: with opening, hashing and the line each way
 * @param java the same program by Java's own process API
 */
record VerdictsCost(int runs, Spread spawnAlone, Spread seenByRunner, Spread roundTrip, Spread java) {

    private static final int RUNS = 500;
    private static final String SPAWN =
            """
            use std::process::{Command, Stdio};
            fn main() {
                for _ in 0..%d {
                    let start = std::time::Instant::now();
                    Command::new("/bin/true").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
                    println!("{}", start.elapsed().as_nanos());
                }
            }
            """;

    static VerdictsStore<VerdictsCost> store(Path folder) {
        return new VerdictsStore<>(folder.resolve("outcomes.jsonl"), VerdictsCost.class);
    }

    static VerdictsCost measure(ProcessRunner processes, Path folder) throws IOException {
        int runs = RUNS;
        Path source = Files.writeString(folder.resolve("spawn.rs"), SPAWN.formatted(runs));
        Outcome built =
                processes.run(Command.of("rustc", "--edition=2021", "-O", "-o", folder.resolve("spawn"), source));
        if (!built.ok()) {
            throw new IOException(built.tail());
        }
        double[] alone = processes
                .run(Command.of(folder.resolve("spawn")))
                .stdout()
                .lines()
                .mapToDouble(line -> Long.parseLong(line) * 1e-6)
                .toArray();
        double[] seen = new double[runs];
        double[] trips = new double[runs];
        double[] java = new double[runs];
        Path program = new RunnerBuild(processes, List.of("rustc"), folder).build();
        try (RustRunner runner = RustRunner.start(processes, program, List.of(), folder.resolve("log"))) {
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                Measurement run = runner.measure(Command.of("/bin/true"), folder.resolve("out"), folder.resolve("err"));
                trips[i] = (System.nanoTime() - start) * 1e-6;
                seen[i] = run.wallNanos() * 1e-6;
            }
        }
        JavaMeter meter = new JavaMeter(processes, "compared");
        for (int i = 0; i < runs; i++) {
            java[i] = meter.measure(Command.of("/bin/true"), folder.resolve("out"), folder.resolve("err"))
                            .wallNanos()
                    * 1e-6;
        }
        return new VerdictsCost(runs, Spread.of(alone), Spread.of(seen), Spread.of(trips), Spread.of(java));
    }
}
