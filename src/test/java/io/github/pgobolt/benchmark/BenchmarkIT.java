package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine on real programs, with the real runner. */
class BenchmarkIT {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path slow;
    private static Path fast;

    @BeforeAll
    static void build() throws IOException {
        slow = Subjects.spinner(shared, "slow", 12_000_000);
        fast = Subjects.spinner(shared, "fast", 6_000_000);
    }

    private static Benchmark benchmark() {
        return new Benchmark(new ProcessRunner(), List.of("rustc"), shared.resolve("runner"));
    }

    private BenchmarkPlan plan(int budgetSeconds, Workload... workloads) {
        return BenchmarkPlan.of(
                List.of(new Variant("baseline", slow), new Variant("pgo", fast)),
                List.of(workloads),
                budgetSeconds,
                42);
    }

    private Workload spin() {
        return Subjects.workload("spin", folder, "${subject}");
    }

    @Test
    void theSpanOfTwoFilesIsFoundAndIsFoundOnce() throws IOException {
        BenchmarkPlan plan = plan(30, spin());
        Span span = benchmark().span(plan, new Span.Bounds(0.02, 0.05), folder, ProgressListener.SILENT);
        assertThat(span.exceeds(0.05)).isTrue();
        assertThat(span.slowest()).isEqualTo("baseline");
        assertThat(span.rounds()).isGreaterThanOrEqualTo(Span.fewestRounds(2));

        byte[] samples = Files.readAllBytes(folder.resolve(Benchmark.SAMPLES));
        assertThat(benchmark().span(plan, new Span.Bounds(0.02, 0.05), folder, ProgressListener.SILENT))
                .isEqualTo(span);
        assertThat(folder.resolve(Benchmark.SAMPLES))
                .as("what was measured to the end is not measured again")
                .hasBinaryContent(samples);
    }

    @Test
    void asManyRoundsAsThePlanHasGiveARatioOfEachFile() {
        List<Double> ratios = benchmark().ratios(plan(60, spin()).withMaxPairs(3), folder, ProgressListener.SILENT);
        assertThat(ratios).hasSize(2);
        assertThat(ratios.get(0)).isEqualTo(1);
        assertThat(ratios.get(1)).isLessThan(0.9);
        assertThat(Benchmark.samples(folder.resolve(Benchmark.SAMPLES))).hasSize(3);
    }

    @Test
    void halfTheWorkIsFasterAndTheSamplesSayWhy() throws IOException {
        List<String> heard = new ArrayList<>();
        BenchmarkResult result = benchmark().run(plan(30, spin()), folder, heard::add);

        Comparison comparison = result.overall("pgo", "baseline").orElseThrow();
        assertThat(comparison.verdict()).isEqualTo(Verdict.FASTER);
        assertThat(comparison.ratio()).isBetween(0.3, 0.8);
        assertThat(comparison.high()).isLessThan(1);
        assertThat(result.metric()).isEqualTo("cpu");
        assertThat(result.otherMetric()).isEqualTo("wall");
        assertThat(result.measuredBy()).isEqualTo("runner");
        assertThat(result.rounds()).isGreaterThanOrEqualTo(8);
        assertThat(result.stopReason()).isEqualTo("every comparison was decided");
        assertThat(result.summaries())
                .extracting(RunSummary::runs)
                .containsExactly(2 * result.rounds(), result.rounds());
        assertThat(heard).isNotEmpty();

        // The stored samples give the same result again, and the stored result is the one that was returned.
        assertThat(Benchmark.replay(folder.resolve(Benchmark.SAMPLES))).isEqualTo(result);
        assertThat(BenchmarkJson.read(folder.resolve(Benchmark.RESULT))).isEqualTo(result);
        assertThat(BenchmarkSummary.lines(result)).anyMatch(line -> line.contains("pgo against baseline: CPU time -"));
    }

    @Test
    void aKilledBenchmarkGoesOnAndATruncatedLineIsToleratedWithAWarning() throws IOException {
        Path samples = folder.resolve(Benchmark.SAMPLES);
        BenchmarkPlan plan = plan(30, spin());
        benchmark().run(plan, folder, ProgressListener.SILENT);
        // As after a kill: five complete rounds, a run of the sixth, and half a line.
        List<String> lines = Files.readAllLines(samples);
        int fifth = 0;
        while (!lines.get(fifth).contains("\"type\":\"block\",\"block\":4")) {
            fifth++;
        }
        String killed = String.join("\n", lines.subList(0, fifth + 2)) + "\n"
                + lines.get(fifth + 2).substring(0, 20);
        Files.writeString(samples, killed);

        BenchmarkResult replayed = Benchmark.replay(samples);
        assertThat(replayed.rounds()).isEqualTo(5);
        assertThat(replayed.overall("pgo", "baseline").orElseThrow().verdict()).isEqualTo(Verdict.TOO_FEW_PAIRS);
        assertThat(replayed.warnings()).anyMatch(w -> w.contains("truncated"));

        List<String> heard = new ArrayList<>();
        BenchmarkResult continued = benchmark().run(plan, folder, heard::add);
        assertThat(heard).anyMatch(line -> line.startsWith("Going on from 5 pairs"));
        assertThat(continued.rounds()).isGreaterThanOrEqualTo(8);
        assertThat(Files.readString(samples)).startsWith(String.join("\n", lines.subList(0, fifth + 2)));
        assertThat(Benchmark.replay(samples).comparisons()).isEqualTo(continued.comparisons());
    }

    @Test
    void aBenchmarkThatEndedIsPutAsideAndMeasuredAnew() throws IOException {
        BenchmarkPlan plan = plan(30, spin());
        benchmark().run(plan, folder, ProgressListener.SILENT);
        String first = Files.readString(folder.resolve(Benchmark.SAMPLES));
        benchmark().run(plan, folder, ProgressListener.SILENT);
        assertThat(Files.readString(folder.resolve(Benchmark.SAMPLES + ".previous")))
                .isEqualTo(first);
    }

    @Test
    void aForeignFileIsRefusedAndLeftAlone() throws IOException {
        Path samples = Files.writeString(folder.resolve(Benchmark.SAMPLES), "{\"some\":\"other tool\"}\n");
        assertThatThrownBy(() -> benchmark().run(plan(5, spin()), folder, ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not a benchmark.jsonl of this plugin");
        assertThat(samples).hasContent("{\"some\":\"other tool\"}");
        Files.writeString(samples, "");
        assertThatThrownBy(() -> Benchmark.replay(samples))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("it is empty");
        assertThatThrownBy(() -> Benchmark.replay(folder.resolve("none"))).isInstanceOf(Failure.class);
    }

    @Test
    void damageInTheMiddleIsRefusedByLine() throws IOException {
        benchmark().run(plan(30, spin()), folder, ProgressListener.SILENT);
        Path samples = folder.resolve(Benchmark.SAMPLES);
        List<String> lines = new ArrayList<>(Files.readAllLines(samples));
        lines.set(6, lines.get(6).substring(3));
        Files.write(samples, lines);
        assertThatThrownBy(() -> Benchmark.replay(samples))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("damaged at line 7");
        // A missing run counts as damage, too.
        lines.remove(6);
        Files.write(samples, lines);
        assertThatThrownBy(() -> Benchmark.replay(samples))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("damaged at line");
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> benchmark().run(plan(0, spin()), folder, ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("budget is 0 s")
                .hasMessageContaining("-Dpgobolt.benchmark.budgetSeconds=60");
    }

    @Test
    void tooFewPairsSayHowMuchTimeIsNeeded() throws IOException {
        Workload nap = Subjects.workload("nap", folder, "sleep", "0.4");
        BenchmarkResult result = benchmark().run(plan(3, nap), folder, ProgressListener.SILENT);
        assertThat(result.rounds()).isBetween(1, 7);
        assertThat(result.overall("pgo", "baseline").orElseThrow().verdict()).isEqualTo(Verdict.TOO_FEW_PAIRS);
        assertThat(result.metric()).isEqualTo("wall");
        assertThat(result.metricWhy()).matches("nap (waits (9\\d|100) %|computes in \\d %).*");
        assertThat(result.suggestedBudgetSeconds()).isGreaterThan(3);
        assertThat(result.warnings())
                .anyMatch(w -> w.contains("needs at least 8")
                        && w.contains("budgetSeconds=" + result.suggestedBudgetSeconds()));
        // A round is three runs of 0.4 s; the budget is exceeded by one round at most.
        assertThat(result.elapsedSeconds()).isLessThan(3 + 3 * 0.4 + 1);
        assertThat(BenchmarkJson.read(folder.resolve(Benchmark.RESULT))
                        .comparisons()
                        .get(0)
                        .isBounded())
                .isFalse();
    }

    @Test
    void whatIsNotDeterministicIsNamed() throws IOException {
        Path moody = Subjects.script(
                folder, "moody", "date +%N\ncase $(date +%N) in *[02468]) sleep 0.12;; *) sleep 0.01;; esac");
        BenchmarkPlan plan = BenchmarkPlan.of(
                        List.of(new Variant("baseline", moody), new Variant("pgo", moody)),
                        List.of(Subjects.workload("moods", folder, "${subject}")),
                        30,
                        1)
                .withMaxPairs(10)
                .withMetric(Metric.wall);
        // The last digit of nanoseconds is even half of the time: the chance that 20 runs show only one kind is one in
        // half a million.
        BenchmarkResult result = benchmark().run(plan, folder, ProgressListener.SILENT);
        assertThat(result.warnings()).anyMatch(w -> w.startsWith("The output of baseline on workload moods differs"));
        assertThat(result.warnings()).anyMatch(w -> w.contains("baseline on workload moods varies by a factor of"));
    }

    @Test
    void aRunThatFailsEndsTheBenchmarkWithWhatItSaid() throws IOException {
        Path failing = Subjects.script(folder, "failing", "echo no such table >&2; exit 3");
        BenchmarkPlan plan = BenchmarkPlan.of(
                List.of(new Variant("baseline", slow), new Variant("pgo", failing)), List.of(spin()), 10, 1);
        assertThatThrownBy(() -> benchmark().run(plan, folder, ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("spin ended with exit 3 where 0 is expected on pgo")
                .hasMessageContaining("no such table");
    }

    @Test
    void withoutRustcWallTimeComesFromJavaAndSaysSo() {
        Benchmark without = new Benchmark(
                new ProcessRunner(), List.of(folder.resolve("no-rustc").toString()), folder.resolve("r"));
        BenchmarkResult result = without.run(plan(30, spin()), folder, ProgressListener.SILENT);
        assertThat(result.measuredBy())
                .startsWith("java wall (wall time measured from Java; CPU time not available: ")
                .contains("no-rustc");
        assertThat(result.metric()).isEqualTo("wall");
        assertThat(result.otherMetric()).isNull();
        assertThat(BenchmarkSummary.lines(result)).anyMatch(line -> line.startsWith("Measured by java wall"));
        assertThatThrownBy(() -> without.run(plan(30, spin()).withMetric(Metric.cpu), folder, ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("-Dpgobolt.benchmark.metric=wall");
    }

    @Test
    void severalWorkloadsCountByWeightAndEachHasItsOwnComparison() {
        Workload light = Subjects.workload("light", folder, "${subject}");
        Workload neutral = Subjects.workload("neutral", folder, slow.toString());
        BenchmarkResult result = benchmark().run(plan(30, light, neutral), folder, ProgressListener.SILENT);
        Comparison all = result.overall("pgo", "baseline").orElseThrow();
        Comparison half = result.on("light", "pgo", "baseline").orElseThrow();
        assertThat(result.comparisons()).hasSize(3);
        assertThat(half.alpha()).isCloseTo(all.alpha() / 2, within(1e-12));
        // ln 0.5 on one and about 0 on the other, with equal weights.
        assertThat(Math.log(all.ratio())).isCloseTo(Math.log(half.ratio()) / 2, within(0.15));
    }
}
