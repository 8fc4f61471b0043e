package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a result says beside its verdicts. */
class ResultAssemblyTest {

    private static final String OTHER = "-Dpgobolt.benchmark.metric=cpu";

    @Test
    void theOtherMetricIsNamedWhereItWouldDecide() {
        BenchmarkResult noisyWall = result(Metric.wall, "w waits 60 % of its wall time", 0.5, 40, 1);
        assertThat(noisyWall.comparisons().get(0).verdict()).isEqualTo(Verdict.TOO_NOISY);
        assertThat(noisyWall.otherComparisons().get(0).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(noisyWall.advice())
                .anyMatch(a -> a.startsWith(
                                "By wall time nothing is decided, and by CPU time it would be: pgo against baseline: CPU time")
                        && a.endsWith("measure again with " + OTHER + "."));
    }

    @Test
    void andNotWhereItSaysNothingOrIsNotNeeded() {
        assertThat(result(Metric.wall, MetricChoice.SERVERS, 0.5, 40, 1).advice())
                .as("the CPU time of a load")
                .noneMatch(a -> a.contains(OTHER));
        assertThat(result(Metric.wall, "as configured", 0.001, 40, 1).advice())
                .as("wall time decides itself")
                .noneMatch(a -> a.contains(OTHER));
        assertThat(result(Metric.wall, "as configured", 0.5, 4, 1).advice())
                .as("too few pairs for either")
                .noneMatch(a -> a.contains(OTHER));
    }

    @Test
    void tooFewPairsNameTheNumberThatEveryVerdictNeeds() {
        BenchmarkResult few = result(Metric.cpu, "as configured", 0.001, 9, 2);
        assertThat(few.pairsNeeded()).isEqualTo(10);
        assertThat(few.warnings())
                .anyMatch(w -> w.startsWith("Only 9 pairs fitted the budget of 20 s, and a verdict on each workload"
                        + " needs at least 10. Give it more time: -Dpgobolt.benchmark.budgetSeconds="
                        + few.suggestedBudgetSeconds()));
        assertThat(few.comparisons())
                .filteredOn(c -> c.workload() != null)
                .hasSize(2)
                .allMatch(c -> c.verdict() == Verdict.TOO_FEW_PAIRS)
                .allMatch(c -> c.sentence().endsWith("(9 pairs): too few pairs, a verdict needs 10"));
        assertThat(result(Metric.cpu, "as configured", 0.001, 10, 2).comparisons())
                .allMatch(c -> c.verdict() == Verdict.FASTER);
        assertThat(result(Metric.cpu, "as configured", 0.001, 0, 1)
                        .comparisons()
                        .get(0)
                        .sentence())
                .isEqualTo("pgo against baseline: not a single pair was measured, and a verdict needs 8");
    }

    /** A variant that takes 0.9 of the CPU time; wall time scatters by a share. */
    private static BenchmarkResult result(Metric metric, String why, double scatter, int count, int workloads) {
        Random random = new Random(5);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Slot, Measurement> runs = new HashMap<>();
            for (int w = 0; w < workloads; w++) {
                runs.put(new Slot(0, 0, w), run(0.1, scatter, random));
                runs.put(new Slot(0, 1, w), run(0.1, scatter, random));
                runs.put(new Slot(1, 0, w), run(0.09, scatter, random));
            }
            rounds.add(new Round(runs));
        }
        Terms terms =
                AnalysisTest.terms(List.of("baseline", "pgo"), workloads == 1 ? new double[] {1} : new double[] {1, 2});
        return new ResultAssembly(
                        new StoredSamples(
                                terms,
                                "",
                                "runner",
                                20,
                                null,
                                Map.of(),
                                new Declaration(metric, why),
                                rounds,
                                List.of(),
                                20,
                                "the budget of 20 s is spent",
                                0,
                                List.of()),
                        List.of())
                .result();
    }

    private static Measurement run(double cpu, double scatter, Random random) {
        double wall = cpu * (1 + scatter * random.nextDouble());
        long micros = Math.round(cpu * 1e6 * (1 + 0.001 * random.nextDouble()));
        return new Measurement(
                Math.round(wall * 1e9), micros, 0L, 1L, 0L, 0L, 0L, 0L, null, 0, 0, false, "x", Map.of(), null);
    }
}
