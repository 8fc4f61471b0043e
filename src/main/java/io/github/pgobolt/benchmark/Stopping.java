package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import java.util.Optional;

/** Decides, after every round, whether a benchmark is over. */
interface Stopping {

    /** Makes it once the metric is declared. */
    interface Choice {
        Stopping by(Metric metric);
    }

    /** Returns why to stop, or empty. */
    Optional<String> stop(Analysis analysis, double elapsedSeconds);

    /** Returns that the time or the rounds of the plan are spent, or empty. */
    static Optional<String> spent(BenchmarkPlan plan, int rounds, double elapsedSeconds) {
        if (elapsedSeconds >= plan.effort().budgetSeconds()) {
            return Optional.of("the budget of " + plan.effort().budgetSeconds() + " s was spent");
        }
        return rounds >= plan.effort().maxPairs()
                ? Optional.of("the limit of " + Counted.of(plan.effort().maxPairs(), "pair") + " was reached")
                : Optional.empty();
    }
}
