package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
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
record StoppingRule(BenchmarkPlan plan, Metric metric) {

    /** Returns why to stop, or empty. */
    Optional<String> stop(Analysis analysis, double elapsedSeconds) {
        int rounds = analysis.rounds().size();
        if (rounds > 0 && isDecided(analysis.overall(metric))) {
            return Optional.of("every comparison is decided");
        }
        if (elapsedSeconds >= plan.effort().budgetSeconds()) {
            return Optional.of("the budget of " + plan.effort().budgetSeconds() + " s is spent");
        }
        return rounds >= plan.effort().maxPairs()
                ? Optional.of("the limit of " + Counted.of(plan.effort().maxPairs(), "pair") + " is reached")
                : Optional.empty();
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
