package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that the integration tests compile with the real rustc, and the edges in their fdata. */
final class TestPrograms {

    private static final ProcessRunner PROCESSES = new ProcessRunner();

    private TestPrograms() {}

    /** Compiles a program that single-steps others and answers as perf does: {@code src/test/rust/branch-tracer}. */
    static Path branchTracer(Path folder) throws IOException {
        Path perf = folder.resolve("stand-in/perf");
        Files.createDirectories(perf.getParent());
        rustc(Path.of("src/test/rust/branch-tracer/main.rs"), perf, "--edition=2021", "-O");
        return perf;
    }

    /**
     * Compiles a program that counts the steps of Collatz sequences: two nested loops, a call and an unpredictable
     * branch.
     */
    static Path collatz(Path folder, String name, int factor, String... options) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".rs"), """
                use std::hint::black_box;
                #[inline(never)]
                fn step(x: u64) -> u64 {
                    if x %% 2 == 0 { black_box(x / 2) } else { %d * x + 1 }
                }
                fn main() {
                    let limit: u64 = std::env::args().nth(1).unwrap().parse().unwrap();
                    let mut steps = 0u64;
                    for start in 1..limit {
                        let mut x = start;
                        while x != 1 && steps < 1 << 32 {
                            x = step(black_box(x));
                            steps += 1;
                        }
                    }
                    println!("{steps}");
                }
                """.formatted(factor));
        Path binary = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("-O", "-Clink-arg=-Wl,--emit-relocs"));
        all.addAll(List.of(options));
        rustc(source, binary, all.toArray(String[]::new));
        return binary;
    }

    static Outcome run(Object... argv) throws IOException {
        Outcome outcome = PROCESSES.run(Command.of(argv));
        assertThat(outcome.ok())
                .as(outcome.command().line() + "\n" + outcome.tail())
                .isTrue();
        return outcome;
    }

    private static void rustc(Path source, Path output, String... options) throws IOException {
        List<Object> argv = new ArrayList<>(List.of("rustc", source, "-o", output));
        argv.addAll(List.of(options));
        run(argv.toArray());
    }

    /** Returns edges between known places with their counts in fdata. */
    static Map<String, Long> edges(Path fdata) throws IOException {
        Map<String, Long> edges = new HashMap<>();
        for (String line : Files.readAllLines(fdata)) {
            String[] words = line.split(" ");
            if (words.length == 8 && words[0].equals("1") && words[3].equals("1")) {
                edges.merge(
                        line.substring(0, line.indexOf(' ' + words[6] + ' ' + words[7])),
                        Long.valueOf(words[7]),
                        Long::sum);
            }
        }
        return edges;
    }
}
