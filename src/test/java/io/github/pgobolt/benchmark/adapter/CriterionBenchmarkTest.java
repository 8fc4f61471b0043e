package io.github.pgobolt.benchmark.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uses files that Criterion.rs 0.5.1 wrote (benchmarks/verdicts/criterion, 22 November 2026), put in place by a script
 * that stands in for an already compiled {@code cargo bench}; CriterionBenchmarkIT runs the real one.
 */
class CriterionBenchmarkTest {

    @TempDir
    Path folder;

    private static Path captured() {
        try {
            return Path.of(CriterionBenchmarkTest.class.getResource("criterion").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private CriterionBenchmark criterion(int passes) {
        return new CriterionBenchmark(new ProcessRunner(), passes, 5, 0.05, 0.01);
    }

    private CriterionBenchmark.Bench variant(String name, String script) {
        return new CriterionBenchmark.Bench(
                name, Command.of("sh", "-c", script).with("CAPTURED", captured().toString()));
    }

    /** A stand-in for cargo bench that leaves the captured results. */
    private static final String AS_IS = "mkdir -p \"$CRITERION_HOME\" && cp -r \"$CAPTURED\"/. \"$CRITERION_HOME\"";
    /** The same with every number divided by ten: 100847.4 in the captured file becomes 10084.7. */
    private static final String FASTER = AS_IS + " && find \"$CRITERION_HOME\" -name estimates.json -exec sed -i"
            + " 's/\\([0-9]\\)\\.\\([0-9]\\)/.\\1\\2/g; s/:\\./:0./g;"
            + " s/\"confidence_level\":0*\\.[0-9]*/\"confidence_level\":0.95/g' {}"
            + " +";

    @Test
    void onePassGivesCriterionsIntervalsAndNoVerdict() {
        AdapterReport report = criterion(1)
                .run(List.of(variant("baseline", AS_IS), variant("pgo", AS_IS)), folder, ProgressListener.SILENT);
        assertThat(report.interleaved()).isFalse();
        assertThat(report.notes()).anyMatch(note -> note.contains("not interleaved"));
        assertThat(report.rows()).extracting(AdapterRow::benchmark).containsExactly("group with space/half", "spin");
        AdapterRow half = report.rows().get(0);
        assertThat(half.referenceSeconds()).isCloseTo(100847.40086206896e-9, within(1e-15));
        assertThat(half.ratio()).isEqualTo(1);
        // 100352.678 / 101630.861 and its inverse, calculated by hand from the captured file.
        assertThat(half.low()).isCloseTo(0.98742328, within(1e-7));
        assertThat(half.high()).isCloseTo(1.01273691, within(1e-7));
        assertThat(half.verdict()).isNull();
    }

    @Test
    void manyPassesTakeTurnsAndGiveAVerdict() {
        List<String> order = new ArrayList<>();
        AdapterReport report =
                criterion(12).run(List.of(variant("baseline", AS_IS), variant("pgo", FASTER)), folder, order::add);
        assertThat(report.interleaved()).isTrue();
        assertThat(report.rows()).extracting(AdapterRow::verdict).containsOnly(Verdict.FASTER);
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.ratio()).isCloseTo(0.1, within(1e-9)));
        // Neither is always first.
        assertThat(order.stream().filter(line -> line.contains("pass")).toList())
                .hasSize(24);
        List<String> firsts = new ArrayList<>();
        for (int i = 0; i < order.size(); i += 2) {
            firsts.add(order.get(i).split(" ")[3]);
        }
        assertThat(firsts).contains("baseline,", "pgo,");
    }

    @Test
    void tooFewPassesGiveNoVerdict() {
        AdapterReport report = criterion(3)
                .run(List.of(variant("baseline", AS_IS), variant("pgo", FASTER)), folder, ProgressListener.SILENT);
        assertThat(report.rows()).extracting(AdapterRow::verdict).containsOnly(Verdict.TOO_NOISY);
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.low()).isNaN());
        assertThat(report.notes()).anyMatch(note -> note.contains("needs at least 9 passes"));
    }

    @Test
    void absentResultsSayWhatToLookAt() {
        assertThatThrownBy(() -> criterion(1)
                        .run(
                                List.of(variant("baseline", "true"), variant("pgo", AS_IS)),
                                folder,
                                ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("left no Criterion results")
                .hasMessageContaining("harness = false");
    }

    @Test
    void anotherFormIsRefusedByFile() {
        assertRefused("echo '{\"median\":12}'", "estimates.json is not in the form");
        assertRefused(
                "echo '{\"median\":{\"point_estimate\":5,\"confidence_interval\":{\"confidence_level\":0.95,"
                        + "\"lower_bound\":7,\"upper_bound\":9}}}'",
                "the interval does not hold its estimate");
        assertRefused("echo not json", "estimates.json is not JSON");
    }

    private void assertRefused(String print, String message) {
        String script =
                "mkdir -p \"$CRITERION_HOME/a/new\" && " + print + " > \"$CRITERION_HOME/a/new/estimates.json\"";
        assertThatThrownBy(() -> criterion(1)
                        .run(List.of(variant("a", script), variant("b", script)), folder, ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }

    @Test
    void aBenchThatFailsIsShownWithItsEnd() {
        assertThatThrownBy(() -> criterion(1)
                        .run(
                                List.of(variant("a", "echo could not compile >&2; exit 101"), variant("b", "true")),
                                folder,
                                ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("exit 101")
                .hasMessageContaining("could not compile");
    }
}
