package io.github.pgobolt.benchmark.adapter;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.Estimate;
import io.github.pgobolt.benchmark.Interval;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.benchmark.Shuffles;
import io.github.pgobolt.benchmark.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Passes of another tool over the variants, and their result. With several passes the variants take turns in random
 * order, and with enough of them there is a verdict from pairs of passes, as in the plugin's own benchmark.
 *
 * @param kind of the report
 * @param tool the tool's name, for notes
 * @param command the command, for progress
 * @param passes how often every variant is run
 * @param seed of the order
 * @param alpha the accepted chance of a false verdict, shared by the variants and benchmarks
 * @param delta the difference that counts as none
 */
record Passes(String kind, String tool, String command, int passes, long seed, double alpha, double delta) {

    /** One pass over one variant: returns the tool's reading for every benchmark. */
    interface Pass {
        Map<String, Reading> run(int number);
    }

    /**
     * A variant and its pass.
     *
     * @param variant its name
     */
    record Turn(String variant, Pass pass) {}

    /** Runs and compares; the first variant is the reference. */
    AdapterReport run(List<Turn> turns, ProgressListener progress) {
        if (turns.size() < 2 || passes < 1) {
            throw Failure.user(
                    tool + "'s benchmarks are compared between at least two variants and in at least one pass, not "
                            + turns.size() + " and " + passes + ".");
        }
        Map<String, List<Map<String, Reading>>> results = new LinkedHashMap<>();
        turns.forEach(turn -> results.put(turn.variant(), new ArrayList<>()));
        Random random = Shuffles.random(seed);
        for (int pass = 0; pass < passes; pass++) {
            List<Turn> order = new ArrayList<>(turns);
            Collections.shuffle(order, random);
            for (Turn turn : order) {
                progress.line(command + " on " + turn.variant() + ", pass " + (pass + 1) + " of " + passes);
                results.get(turn.variant()).add(turn.pass().run(pass));
            }
        }
        return compare(results);
    }

    private AdapterReport compare(Map<String, List<Map<String, Reading>>> results) {
        List<String> names = List.copyOf(results.keySet());
        String reference = names.get(0);
        Set<String> benchmarks = new TreeSet<>();
        results.get(reference).forEach(pass -> benchmarks.addAll(pass.keySet()));
        List<String> notes = new ArrayList<>();
        for (String benchmark : List.copyOf(benchmarks)) {
            if (results.values().stream().flatMap(List::stream).anyMatch(pass -> !pass.containsKey(benchmark))) {
                benchmarks.remove(benchmark);
                notes.add("The benchmark " + benchmark + " is not in every variant and pass, and is left out.");
            }
        }
        double share = alpha / Math.max(1, benchmarks.size() * (names.size() - 1));
        List<AdapterRow> rows = new ArrayList<>();
        for (String benchmark : benchmarks) {
            for (String variant : names.subList(1, names.size())) {
                rows.add(row(benchmark, variant, reference, results.get(variant), results.get(reference), share));
            }
        }
        boolean interleaved = passes > 1;
        notes.add(
                interleaved
                        ? tool + "'s passes took turns in random order (seed " + seed + "); a verdict needs at least "
                                + Counted.of(Interval.minimumPairs(share), "pass", "passes")
                                + " here, and the number is " + passes + "."
                        : tool + " ran one variant after the other: its blocks were not interleaved, so that a drift"
                                + " of the machine looks like a difference. The intervals are " + tool
                                + "'s own, and no"
                                + " verdict is drawn from them.");
        return new AdapterReport(kind, rows, interleaved, notes);
    }

    private AdapterRow row(
            String benchmark,
            String variant,
            String reference,
            List<Map<String, Reading>> variantPasses,
            List<Map<String, Reading>> referencePasses,
            double share) {
        Reading v = variantPasses.get(0).get(benchmark);
        Reading r = referencePasses.get(0).get(benchmark);
        if (passes == 1) {
            // The extremes of both intervals: wider than necessary, but correct without knowing their joint
            // distribution.
            return new AdapterRow(
                    benchmark,
                    variant,
                    reference,
                    r.seconds(),
                    v.seconds(),
                    v.seconds() / r.seconds(),
                    v.low() / r.high(),
                    v.high() / r.low(),
                    1,
                    null);
        }
        double[] ratios = new double[passes];
        double variantSum = 0;
        double referenceSum = 0;
        for (int pass = 0; pass < passes; pass++) {
            double variantSeconds = variantPasses.get(pass).get(benchmark).seconds();
            double referenceSeconds = referencePasses.get(pass).get(benchmark).seconds();
            ratios[pass] = Math.log(variantSeconds) - Math.log(referenceSeconds);
            variantSum += Math.log(variantSeconds);
            referenceSum += Math.log(referenceSeconds);
        }
        Estimate estimate = Estimate.of(ratios, share);
        boolean bounded = estimate.interval().isBounded();
        return new AdapterRow(
                benchmark,
                variant,
                reference,
                Math.exp(referenceSum / passes),
                Math.exp(variantSum / passes),
                estimate.ratio(),
                bounded ? estimate.lowRatio() : Double.NaN,
                bounded ? estimate.highRatio() : Double.NaN,
                passes,
                Verdict.of(estimate, delta, null));
    }
}
