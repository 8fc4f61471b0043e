package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Comparisons from rounds with a known truth. */
class AnalysisTest {

    static Terms terms(List<String> variants, double... weights) {
        List<Double> all = Arrays.stream(weights).boxed().toList();
        List<String> names = all.stream().map(w -> "w" + w).toList();
        return new Terms(
                variants,
                variants,
                Collections.nCopies(variants.size(), 1L << 20),
                names,
                all,
                names,
                all.stream().map(w -> false).toList(),
                List.of(),
                0.05,
                0.01,
                0,
                Metric.cpu,
                1,
                List.of(),
                1,
                false);
    }

    private static Measurement run(double seconds) {
        return new Measurement(
                Math.round(seconds * 1.1e9),
                Math.round(seconds * 1e6),
                0L,
                1L,
                0L,
                0L,
                0L,
                0L,
                null,
                0,
                0,
                false,
                "x",
                Map.of(),
                null);
    }

    /** Returns rounds with drift that is common to a round and noise that is not. */
    private static List<Round> rounds(int count, long seed, double[] factors, int workloads, double controlFactor) {
        Random random = new Random(seed);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Slot, Measurement> runs = new HashMap<>();
            for (int w = 0; w < workloads; w++) {
                double drift = 1 + 0.5 * random.nextDouble();
                for (int c = 0; c < factors.length; c++) {
                    runs.put(new Slot(c, 0, w), run(0.1 * drift * factors[c] * (1 + 0.01 * random.nextGaussian())));
                }
                runs.put(new Slot(0, 1, w), run(0.1 * drift * controlFactor * (1 + 0.01 * random.nextGaussian())));
            }
            rounds.add(new Round(runs));
        }
        return rounds;
    }

    @Test
    void truthIsFoundThroughDriftOfHalf() {
        List<Round> rounds = rounds(60, 7, new double[] {1, 0.95, 0.90}, 1, 1);
        Analysis analysis = new Analysis(terms(List.of("baseline", "pgo", "pgo-bolt"), 1), rounds);
        List<Comparison> all = analysis.comparisons(Metric.cpu);
        assertThat(all)
                .extracting(c -> c.variant() + "/" + c.reference())
                .containsExactly("pgo/baseline", "pgo-bolt/baseline", "pgo-bolt/pgo");
        assertThat(all).extracting(Comparison::verdict).containsOnly(Verdict.FASTER);
        assertThat(all.get(0).ratio()).isCloseTo(0.95, within(0.01));
        assertThat(all.get(1).ratio()).isCloseTo(0.90, within(0.01));
        assertThat(all.get(2).ratio()).isCloseTo(0.9 / 0.95, within(0.01));
        assertThat(all).extracting(Comparison::alpha).containsOnly(0.05 / 3);
        assertThat(analysis.minimumPairs())
                .as("at alpha/3, exact integers give 10")
                .isEqualTo(10);
    }

    @Test
    void aReferenceThatDiffersFromItselfLeavesNoVerdict() {
        List<Round> rounds = rounds(60, 7, new double[] {1, 0.9}, 1, 1.05);
        Analysis analysis = new Analysis(terms(List.of("baseline", "pgo"), 1), rounds);
        assertThat(analysis.controlOf(Metric.cpu).holds()).isFalse();
        assertThat(analysis.controlOf(Metric.cpu).ratio()).isCloseTo(1.05, within(0.01));
        assertThat(analysis.comparisons(Metric.cpu))
                .extracting(Comparison::verdict)
                .containsOnly(Verdict.TOO_NOISY);
    }

    @Test
    void weightsWeigh() {
        // Workload 0 is 20 % faster, workload 1 the same; 3 : 1 makes exp((3 ln 0.8 + 0) / 4).
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rounds.add(new Round(Map.of(
                    new Slot(0, 0, 0),
                    run(1),
                    new Slot(0, 1, 0),
                    run(1),
                    new Slot(1, 0, 0),
                    run(0.8),
                    new Slot(0, 0, 1),
                    run(2),
                    new Slot(0, 1, 1),
                    run(2),
                    new Slot(1, 0, 1),
                    run(2))));
        }
        List<Comparison> all = new Analysis(terms(List.of("a", "b"), 3, 1), rounds).comparisons(Metric.cpu);
        assertThat(all).hasSize(3);
        assertThat(all.get(0).ratio()).isCloseTo(Math.exp(0.75 * Math.log(0.8)), within(1e-9));
        assertThat(all.get(1).ratio()).isCloseTo(0.8, within(1e-9));
        assertThat(all.get(2).verdict()).isEqualTo(Verdict.SAME);
        assertThat(all.get(2).alpha()).isEqualTo(0.05 / 4);
    }

    @Test
    void allVerdictsTogetherShareOneAlpha() {
        for (double[] weights : List.of(new double[] {1}, new double[] {1, 2}, new double[] {1, 2, 3, 4})) {
            List<Comparison> all = new Analysis(
                            terms(List.of("baseline", "pgo", "pgo-bolt"), weights),
                            rounds(8, 1, new double[] {1, 1, 1}, weights.length, 1))
                    .comparisons(Metric.cpu);
            assertThat(all.stream().mapToDouble(Comparison::alpha).sum())
                    .as(weights.length + " workloads")
                    .isCloseTo(0.05, within(1e-12));
        }
    }

    /** 400 benchmarks of a file against itself, evaluated after every round: at most 5 % may see a difference. */
    @Test
    void theSameFileIsRarelySeenAsTwo() {
        int wrong = 0;
        for (int repeat = 0; repeat < 400; repeat++) {
            List<Round> rounds = rounds(60, 1000 + repeat, new double[] {1, 1}, 1, 1);
            for (int n = 8; n <= rounds.size(); n++) {
                double[] differences = rounds.subList(0, n).stream()
                        .mapToDouble(r -> Math.log(r.value(Metric.cpu, 1, 0, 0) / r.value(Metric.cpu, 0, 0, 0)))
                        .toArray();
                if (Estimate.of(differences, 0.05).interval().excludes(0)) {
                    wrong++;
                    break;
                }
            }
        }
        // Exact for 60 looks: 2.5 %. 20 of 400 would be five standard deviations away.
        assertThat(wrong).isLessThanOrEqualTo(20);
    }

    @Test
    void aRoundHoldsEveryFileOnceTheReferenceTwiceInAnOrderOfItsOwn() {
        Schedule schedule = new Schedule(3, 2, 42);
        Set<List<Slot>> orders = new HashSet<>();
        Map<Slot, Integer> firsts = new HashMap<>();
        for (int round = 0; round < 400; round++) {
            List<Slot> slots = schedule.round(round);
            assertThat(slots)
                    .hasSize(8)
                    .doesNotHaveDuplicates()
                    .contains(new Slot(0, 1, 0), new Slot(0, 1, 1), new Slot(2, 0, 1));
            assertThat(slots.subList(0, 4))
                    .extracting(Slot::workload)
                    .containsOnly(slots.get(0).workload());
            assertThat(schedule.round(round)).isEqualTo(slots);
            orders.add(slots);
            firsts.merge(slots.get(0), 1, Integer::sum);
        }
        assertThat(orders.size()).isGreaterThan(200);
        // Each of the eight slots comes first in 50 of 400 rounds on average, with a standard deviation of 6.6.
        assertThat(firsts.values())
                .hasSize(8)
                .allSatisfy(count -> assertThat(count).isBetween(20, 85));
        assertThat(new Schedule(3, 2, 43).round(0)).isNotEqualTo(schedule.round(0));
    }

    @Test
    void aPlanIsKnownAgainInTheNextJvm() {
        Map<String, String> environment = Map.of("E", "5", "D", "4", "C", "3", "B", "2", "A", "1");
        Workload workload = new Workload(
                "w",
                Use.both,
                List.of("x"),
                false,
                null,
                environment,
                null,
                1,
                1,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        // An unmodifiable map has a different order in each JVM, on which the plan's hash must not depend.
        assertThat(Terms.canonical(workload)).contains("{A=1, B=2, C=3, D=4, E=5}");
    }

    @Test
    void theMetricFollowsFromTheWarmUp() {
        BenchmarkPlan plan = BenchmarkPlan.of(List.of(), List.of(Subjects.workload("w", Path.of(""), "x")), 10, 1);
        assertThat(declare(plan, 1.0, 0.97, 1, 2)).isEqualTo(Metric.cpu);
        assertThat(declare(plan, 1.0, 0.5, 1, 80)).as("crowded out by others").isEqualTo(Metric.cpu);
        assertThat(declare(plan, 1.0, 0.1, 1, 20, 880_000L))
                .as("nearly always crowded out, as the queue says")
                .isEqualTo(Metric.cpu);
        assertThat(declare(plan, 1.0, 0.1, 400, 20, 80_000L))
                .as("waits, and seldom in the queue")
                .isEqualTo(Metric.wall);
        assertThat(declare(plan, 1.0, 0.5, 900, 3)).as("waits").isEqualTo(Metric.wall);
        assertThat(declare(plan, 1.0, 0.01, 1, 0)).as("sleeps").isEqualTo(Metric.wall);
        assertThat(declare(plan, 1.0, 1.9, 50, 3)).as("two threads").isEqualTo(Metric.wall);
        assertThat(declare(plan.withMetric(Metric.wall), 1.0, 0.97, 1, 2)).isEqualTo(Metric.wall);
    }

    @Test
    void whatAJvmDoesBesideItsWorkDoesNotSpeakAgainstCpuTime() {
        BenchmarkPlan jvm = BenchmarkPlan.of(
                List.of(), List.of(Subjects.workload("w", Path.of(""), "/usr/bin/java", "Main")), 10, 1);
        assertThat(declaration(jvm, 1.0, 0.69, 900, 300, 0L))
                .as("threads of the compiler wait for work")
                .isEqualTo(
                        new Declaration(
                                Metric.cpu,
                                "CPU-bound in the warm-up, as far as a JVM is, whose compiler and collector run beside the work"));
        assertThat(declare(jvm, 1.0, 1.6, 900, 3)).as("and compute").isEqualTo(Metric.cpu);
        assertThat(declare(jvm, 1.0, 3.1, 900, 3))
                .as("several threads on purpose")
                .isEqualTo(Metric.wall);
        assertThat(declare(jvm, 1.0, 0.3, 900, 3, 0L)).as("it waits").isEqualTo(Metric.wall);
    }

    @Test
    void theReasonForWallTimeIsTrueOfTheFigures() {
        BenchmarkPlan plan = BenchmarkPlan.of(List.of(), List.of(Subjects.workload("w", Path.of(""), "x")), 10, 1);
        assertThat(declaration(plan, 1.0, 0.73, 900, 3, 0L).why())
                .isEqualTo("w waits 27 % of its wall time (it computes in 73 %)");
        assertThat(declaration(plan, 1.0, 0.2, 900, 3, 500_000L).why())
                .isEqualTo(
                        "w waits 30 % of its wall time (it computes in 20 %, and stands in the queue for a processor in 50 %)");
        assertThat(declaration(plan, 1.0, 0.73, 900, 3, null).why())
                .as("where the queue is not known")
                .isEqualTo("w computes in 73 % of its wall time only");
    }

    private static Metric declare(BenchmarkPlan plan, double wall, double cpu, long waits, long displaced) {
        return declare(plan, wall, cpu, waits, displaced, null);
    }

    private static Metric declare(
            BenchmarkPlan plan, double wall, double cpu, long waits, long displaced, Long queueMicros) {
        return declaration(plan, wall, cpu, waits, displaced, queueMicros).metric();
    }

    private static Declaration declaration(
            BenchmarkPlan plan, double wall, double cpu, long waits, long displaced, Long queueMicros) {
        Measurement run = new Measurement(
                (long) (wall * 1e9),
                (long) (cpu * 1e6),
                0L,
                1L,
                0L,
                0L,
                waits,
                displaced,
                queueMicros,
                0,
                0,
                false,
                "",
                Map.of(),
                null);
        return MetricChoice.declare(plan, Map.of("w", List.of(run, run)));
    }
}
