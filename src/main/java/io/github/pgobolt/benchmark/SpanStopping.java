package io.github.pgobolt.benchmark;

import java.util.Optional;

/** Stops when the span is shown to be small or large; its intervals hold at every look. */
record SpanStopping(BenchmarkPlan plan, Metric metric, Span.Bounds bounds) implements Stopping {

    @Override
    public Optional<String> stop(Analysis analysis, double elapsedSeconds) {
        Span span = Span.of(analysis, metric);
        if (span.isWithin(bounds.small())) {
            return Optional.of("the span is small");
        }
        return span.exceeds(bounds.large())
                ? Optional.of("the span is large")
                : Stopping.spent(plan, analysis.rounds().size(), elapsedSeconds);
    }
}
