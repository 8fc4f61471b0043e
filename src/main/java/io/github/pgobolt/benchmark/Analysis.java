package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Turns rounds into comparisons. Holds no state: the same rounds give the same verdicts at any time. */
record Analysis(Terms terms, List<Round> rounds) {

    Analysis {
        rounds = List.copyOf(rounds);
    }

    /** Whether every run has a value in this metric. */
    boolean has(Metric metric) {
        return rounds.stream().allMatch(round -> round.runs().values().stream().allMatch(run -> metric.of(run) > 0));
    }

    Estimate control(Metric metric) {
        return Estimate.of(differences(metric, 0, 1, 0, null), terms.alpha());
    }

    Control controlOf(Metric metric) {
        Estimate estimate = control(metric);
        return new Control(
                estimate.ratio(),
                estimate.lowRatio(),
                estimate.highRatio(),
                estimate.pairs(),
                Verdict.of(estimate, terms.delta(), null));
    }

    /**
     * Returns every variant against the reference, then every pair of variants, over all workloads; then the same per
     * workload if there are several. Together they share alpha: with several workloads, one half goes to the
     * comparisons over all of them and the other to those on single ones, so that the sum (Bonferroni) is alpha.
     */
    List<Comparison> comparisons(Metric metric) {
        List<Comparison> all = new ArrayList<>(overall(metric));
        if (terms.workloads().size() > 1) {
            Estimate control = control(metric);
            for (int workload = 0; workload < terms.workloads().size(); workload++) {
                for (int[] pair : pairs()) {
                    all.add(compare(metric, pair[0], pair[1], workload, alphaOfOneWorkload(), control));
                }
            }
        }
        return all;
    }

    List<Comparison> overall(Metric metric) {
        Estimate control = control(metric);
        return pairs().stream()
                .map(pair -> compare(metric, pair[0], pair[1], null, alphaOfOne(), control))
                .toList();
    }

    /** Returns the minimum number of rounds for every verdict, including those on single workloads. */
    int minimumPairs() {
        return Interval.minimumPairs(alphaOfOneWorkload());
    }

    /** With one workload, the overall comparison is the only one. */
    private double alphaOfOneWorkload() {
        return alphaOfOne() / terms.workloads().size();
    }

    private double alphaOfOne() {
        return terms.alpha() / (terms.workloads().size() > 1 ? 2 : 1) / pairs().size();
    }

    private List<int[]> pairs() {
        List<int[]> pairs = new ArrayList<>();
        for (int reference = 0; reference < terms.variants().size(); reference++) {
            for (int variant = reference + 1; variant < terms.variants().size(); variant++) {
                pairs.add(new int[] {variant, reference});
            }
        }
        return pairs;
    }

    private Comparison compare(
            Metric metric, int variant, int reference, Integer workload, double alpha, Estimate control) {
        Estimate estimate = Estimate.of(differences(metric, variant, 0, reference, workload), alpha);
        return new Comparison(
                terms.variants().get(variant),
                terms.variants().get(reference),
                workload == null ? null : terms.workloads().get(workload),
                metric.name(),
                estimate.ratio(),
                estimate.lowRatio(),
                estimate.highRatio(),
                estimate.pairs(),
                alpha,
                Verdict.of(estimate, terms.delta(), control));
    }

    /** Returns for each round ln(variant) - ln(reference) of every variant, over all workloads; 0 for the reference. */
    double[][] overReference(Metric metric) {
        double[][] byVariant = new double[terms.variants().size()][];
        for (int variant = 0; variant < byVariant.length; variant++) {
            byVariant[variant] = differences(metric, variant, 0, 0, null);
        }
        double[][] byRound = new double[rounds.size()][byVariant.length];
        for (int round = 0; round < byRound.length; round++) {
            for (int variant = 0; variant < byVariant.length; variant++) {
                byRound[round][variant] = byVariant[variant][round];
            }
        }
        return byRound;
    }

    /** Returns the median of time(variant) / time(reference) of every variant; NaN without a round. */
    List<Double> ratios(Metric metric) {
        List<Double> ratios = new ArrayList<>();
        for (int variant = 0; variant < terms.variants().size(); variant++) {
            ratios.add(Estimate.of(differences(metric, variant, 0, 0, null), terms.alpha())
                    .ratio());
        }
        return ratios;
    }

    /** Returns ln(variant) - ln(reference) per round: of the workload, or the weighted mean over all of them. */
    private double[] differences(Metric metric, int variant, int copy, int reference, Integer workload) {
        return rounds.stream()
                .mapToDouble(round -> {
                    double sum = 0;
                    double weights = 0;
                    for (int w = 0; w < terms.workloads().size(); w++) {
                        if (workload == null || workload == w) {
                            double ratio = Math.log(round.value(metric, variant, copy, w))
                                    - Math.log(round.value(metric, reference, 0, w));
                            sum += terms.weights().get(w) * ratio;
                            weights += terms.weights().get(w);
                        }
                    }
                    return sum / weights;
                })
                .toArray();
    }
}
