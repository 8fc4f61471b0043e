package io.github.pgobolt.benchmark.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code cargo bench} of a real Criterion crate. */
class CriterionBenchmarkIT {

    @TempDir
    Path folder;

    private static CriterionBenchmark.Bench variant(String name, int rounds) {
        Path crate = Path.of("benchmarks/verdicts/criterion").toAbsolutePath();
        return new CriterionBenchmark.Bench(
                name,
                Command.of("cargo", "bench", "--locked")
                        .in(crate)
                        .with(
                                "CARGO_TARGET_DIR",
                                Path.of("target/criterion-it").toAbsolutePath().toString())
                        .with("SPIN_ROUNDS", String.valueOf(rounds)));
    }

    @Test
    void aTenthOfTheWorkTakesLessTime() {
        AdapterReport report = new CriterionBenchmark(new ProcessRunner(), 1, 1, 0.05, 0.01)
                .run(List.of(variant("baseline", 100_000), variant("pgo", 10_000)), folder, ProgressListener.SILENT);
        assertThat(report.rows()).extracting(AdapterRow::benchmark).containsExactly("group with space/half", "spin");
        assertThat(report.rows()).allSatisfy(row -> {
            // Ten times less work, so that no noise of a busy machine hides it; how much less does not matter to this
            // test.
            assertThat(row.ratio())
                    .isLessThan(0.9)
                    .isCloseTo(row.variantSeconds() / row.referenceSeconds(), within(1e-9));
            assertThat(row.low()).isLessThan(row.high());
        });
    }
}
