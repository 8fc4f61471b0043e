package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A program slowed by a known share, compiled in: how often that is found, how soon, and with which sign. */
record VerdictsPower(Benchmark benchmark, Path base, long rounds, Path folder) {

    static final List<Double> SLOWED = List.of(0.01, 0.02, 0.03, 0.05);
    static final int MOST_PAIRS = 160;
    static final int MOST_SECONDS = 90;

    /** One benchmark to be made. */
    record Case(double slowed, int repeat) {

        String name() {
            return Math.round(1000 * slowed) + "-" + repeat;
        }
    }

    /**
     * What one benchmark said.
     *
     * @param slowed the truth
     * @param repeat which of the benchmarks of that truth
     * @param verdict on the slowed program
     * @param seconds how long it took
     * @param pairs how many it took
     * @param ratio the estimate
     * @param low the lower end of its interval
     * @param high the upper end of its interval
     */
    record Outcome(
            double slowed,
            int repeat,
            Verdict verdict,
            double seconds,
            int pairs,
            double ratio,
            double low,
            double high) {}

    /**
     * Verdicts where the slowness is calculated instead of compiled in, which allows many.
     *
     * @param found how many said SLOWER
     * @param wrongSign how many said FASTER
     * @param of how many were made
     * @param pool how many measured pairs they are made of
     */
    record Calculated(double slowed, int found, int wrongSign, int of, int pool) {}

    static VerdictsStore<Outcome> store(Path folder) {
        return new VerdictsStore<>(folder.resolve("outcomes.jsonl"), Outcome.class);
    }

    /** Declared before the first is measured, and mixed, so that a part that was cut has some of each. */
    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int repeat = 0; repeat < 60; repeat++) {
            cases.add(new Case(0.02, repeat));
            if (repeat % 2 == 0) {
                cases.add(new Case(0.03, repeat / 2));
            }
            if (repeat % 4 == 0) {
                cases.add(new Case(0.01, repeat / 4));
                cases.add(new Case(0.05, repeat / 4));
            }
        }
        return cases;
    }

    Outcome measure(Case one) throws IOException {
        Path slower = Subjects.spinner(
                folder, "slowed-" + Math.round(1000 * one.slowed()), Math.round(rounds * (1 + one.slowed())));
        BenchmarkPlan plan = BenchmarkPlan.of(
                        List.of(new Variant("base", base), new Variant("slowed", slower)),
                        List.of(Subjects.workload("spin", folder, "${subject}")),
                        MOST_SECONDS,
                        5000 + one.repeat())
                .withMaxPairs(MOST_PAIRS)
                .withMetric(Metric.cpu);
        Path into = folder.resolve(one.name());
        // What a cut part left is not half of a benchmark that goes on some hours later.
        Files.deleteIfExists(into.resolve(Benchmark.SAMPLES));
        BenchmarkResult result = benchmark.run(plan, into, ProgressListener.SILENT);
        Comparison comparison = result.overall("slowed", "base").orElseThrow();
        return new Outcome(
                one.slowed(),
                one.repeat(),
                comparison.verdict(),
                result.elapsedSeconds(),
                comparison.pairs(),
                comparison.ratio(),
                comparison.low(),
                comparison.high());
    }

    /**
     * Takes the two runs of the reference in each stored round, in the order of the rounds from a random one on, swaps
     * them at random, multiplies one by the slowness, and stops as the engine does.
     */
    static List<Calculated> calculated(Path folder, int count) throws IOException {
        List<double[]> pool = new ArrayList<>();
        for (Outcome outcome : store(folder).read()) {
            Path samples = folder.resolve(new Case(outcome.slowed(), outcome.repeat()).name()).resolve(Benchmark.SAMPLES);
            StoredSamples.read(samples).rounds().forEach(round -> pool.add(new double[] {
                Math.log(round.value(Metric.cpu, 0, 0, 0)), Math.log(round.value(Metric.cpu, 0, 1, 0))
            }));
        }
        Random random = new Random(20261124);
        List<Calculated> all = new ArrayList<>();
        for (double slowed : SLOWED) {
            int found = 0;
            int wrong = 0;
            for (int i = 0; i < count; i++) {
                Verdict verdict = calculated(pool, Math.log1p(slowed), random);
                found += verdict == Verdict.SLOWER ? 1 : 0;
                wrong += verdict == Verdict.FASTER ? 1 : 0;
            }
            all.add(new Calculated(slowed, found, wrong, count, pool.size()));
        }
        return all;
    }

    private static Verdict calculated(List<double[]> pool, double logSlowed, Random random) {
        int start = random.nextInt(pool.size());
        double[] differences = new double[0];
        Verdict verdict = Verdict.TOO_NOISY;
        while (!verdict.isDecided() && differences.length < Math.min(MOST_PAIRS, pool.size())) {
            double[] pair = pool.get((start + differences.length) % pool.size());
            differences = Arrays.copyOf(differences, differences.length + 1);
            differences[differences.length - 1] =
                    logSlowed + (random.nextBoolean() ? pair[0] - pair[1] : pair[1] - pair[0]);
            verdict = Verdict.of(Estimate.of(differences, 0.05), 0.01, null);
        }
        return verdict;
    }
}
