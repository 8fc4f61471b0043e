package io.github.pgobolt.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides when to stop, after every round. The intervals hold at every look, so looking costs nothing.
 *
 * <p>Required are the verdicts on each variant against the reference, and those between two variants that are both
 * faster: they decide which one ships.
 */
record StoppingRule(BenchmarkPlan plan, Metric metric) implements Stopping {

    /** The reason that more time would not change. */
    static final String DECIDED = "every comparison was decided";

    @Override
    public Optional<String> stop(Analysis analysis, double elapsedSeconds) {
        int rounds = analysis.rounds().size();
        // The verdict over all workloads needs fewer rounds than one on a single workload.
        return rounds >= analysis.minimumPairs() && isDecided(analysis.overall(metric))
                ? Optional.of(DECIDED)
                : Stopping.spent(plan, rounds, elapsedSeconds);
    }

    private boolean isDecided(List<Comparison> comparisons) {
        String reference = plan.reference().name();
        Set<String> faster = comparisons.stream()
                .filter(c -> c.reference().equals(reference) && c.verdict() == Verdict.FASTER)
                .map(Comparison::variant)
                .collect(Collectors.toSet());
        return comparisons.stream()
                .filter(c -> c.reference().equals(reference)
                        || faster.contains(c.reference()) && faster.contains(c.variant()))
                .allMatch(c -> c.verdict().isDecided() && isNarrowEnough(c));
    }

    private boolean isNarrowEnough(Comparison comparison) {
        return plan.judging().precision() == 0
                || (Math.log(comparison.high()) - Math.log(comparison.low())) / 2
                        <= plan.judging().precision();
    }
}
