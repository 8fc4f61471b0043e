package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Criterion's own comparison of a benchmark with its previous run, of the same code.
 *
 * @param comparisons how many it made
 * @param different how many it called regressed or improved
 * @param withinNoise how many differed significantly but by less than its threshold of 1 %
 */
record VerdictsCriterion(int comparisons, int different, int withinNoise) {

    private static final int REPEATS = 30;

    static VerdictsStore<VerdictsCriterion> store(Path folder) {
        return new VerdictsStore<>(folder.resolve("outcomes.jsonl"), VerdictsCriterion.class);
    }

    static VerdictsCriterion measure(ProcessRunner processes, Path folder) throws IOException {
        Path crate = Path.of("benchmarks/verdicts/criterion").toAbsolutePath();
        int comparisons = 0;
        int different = 0;
        int within = 0;
        // The first run has nothing to compare with.
        for (int i = 0; i <= REPEATS; i++) {
            Outcome outcome = processes.run(Command.of("cargo", "bench", "--locked")
                    .in(crate)
                    .with("CARGO_TARGET_DIR", folder.resolve("crate").toString()));
            if (!outcome.ok()) {
                throw new IOException(outcome.tail());
            }
            for (String line : outcome.stdout().lines().toList()) {
                boolean changed =
                        line.contains("Performance has regressed") || line.contains("Performance has improved");
                boolean noise = line.contains("Change within noise threshold");
                comparisons += changed || noise || line.contains("No change in performance detected") ? 1 : 0;
                different += changed ? 1 : 0;
                within += noise ? 1 : 0;
            }
        }
        return new VerdictsCriterion(comparisons, different, within);
    }
}
