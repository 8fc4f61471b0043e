package io.github.pgobolt.benchmark.adapter;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.Estimate;
import io.github.pgobolt.benchmark.Interval;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Runs a crate's Criterion benchmarks once per variant and pass, and compares.
 *
 * @param processes starts {@code cargo bench}
 * @param passes how often every variant is run; with several, the variants take turns in random order, and with
 *     enough of them there is a verdict
 * @param seed of those orders
 * @param alpha the accepted chance of a false verdict, shared by the variants and benchmarks
 * @param delta what counts as no difference
 */
public record CriterionBenchmark(ProcessRunner processes, int passes, long seed, double alpha, double delta) {

    /**
     * A variant.
     *
     * @param name of the variant
     * @param cargoBench the command, with the flags of the variant and a target folder of its own
     */
    public record Variant(String name, Command cargoBench) {}

    /**
     * Runs and compares; the first variant is the reference.
     *
     * @param folder where Criterion writes, a folder per variant and pass
     * @throws Failure when a {@code cargo bench} fails, or leaves no results or results of another form
     */
    public AdapterReport run(List<Variant> variants, Path folder, ProgressListener progress) {
        if (variants.size() < 2 || passes < 1) {
            throw Failure.user(
                    "Criterion's benchmarks are compared between at least two variants and in at least one pass, not "
                            + variants.size() + " and " + passes + ".");
        }
        Map<String, List<Map<String, CriterionEstimates>>> results = new LinkedHashMap<>();
        variants.forEach(variant -> results.put(variant.name(), new ArrayList<>()));
        var random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        for (int pass = 0; pass < passes; pass++) {
            List<Variant> order = new ArrayList<>(variants);
            ListSampler.shuffle(random, order);
            for (Variant variant : order) {
                progress.line("cargo bench on " + variant.name() + ", pass " + (pass + 1) + " of " + passes);
                results.get(variant.name())
                        .add(bench(
                                variant,
                                folder.toAbsolutePath().resolve(variant.name()).resolve("pass-" + pass)));
            }
        }
        return compare(results);
    }

    private Map<String, CriterionEstimates> bench(Variant variant, Path home) {
        long since = System.currentTimeMillis() / 1000 * 1000;
        Outcome outcome;
        try {
            outcome = processes.run(variant.cargoBench().with("CRITERION_HOME", home.toString()));
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, e.getMessage(), e);
        }
        if (!outcome.ok()) {
            throw Failure.user("`cargo bench` of " + variant.name() + ": " + outcome.ending() + ". Run it by hand: "
                    + outcome.command().line() + "\n" + outcome.tail());
        }
        return CriterionEstimates.readAll(home, since);
    }

    private AdapterReport compare(Map<String, List<Map<String, CriterionEstimates>>> results) {
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
                        ? "Criterion's passes took turns in random order (seed " + seed + "); a verdict needs at least "
                                + Interval.minimumPairs(share) + " passes here, and there were " + passes + "."
                        : "Criterion ran one variant after the other: its blocks were not interleaved, so that a drift"
                                + " of the machine looks like a difference. The intervals are Criterion's own, and no"
                                + " verdict is drawn from them.");
        return new AdapterReport("criterion", rows, interleaved, notes);
    }

    private AdapterRow row(
            String benchmark,
            String variant,
            String reference,
            List<Map<String, CriterionEstimates>> variantPasses,
            List<Map<String, CriterionEstimates>> referencePasses,
            double share) {
        CriterionEstimates v = variantPasses.get(0).get(benchmark);
        CriterionEstimates r = referencePasses.get(0).get(benchmark);
        if (passes == 1) {
            // The worst of both intervals: wider than need be, and right without knowing their joint distribution.
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
