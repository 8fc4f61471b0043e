package io.github.pgobolt.benchmark;

/** The metric that is compared. The names are those used in a POM, so they are lower case. */
public enum Metric {
    /** Processor time for a program that computes on one thread, else wall time; declared before the first pair. */
    auto("automatic"),
    /** User and system time of the process and its children. User time alone is sampled by ticks; the sum is exact. */
    cpu("CPU time"),
    /** Time from start to end. */
    wall("wall time"),
    /** A value that the workload reports itself, see {@link ReportedMetric}. */
    reported("reported metric");

    private final String words;

    Metric(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Returns the value of a run in this metric, greater than 0; NaN if the run has none. */
    double of(Measurement run) {
        return switch (this) {
            case auto -> throw new IllegalStateException("the metric is declared before anything is compared");
            // The floor keeps the logarithm finite for a run that is shorter than the clock's step.
            case cpu -> run.cpuMicros() == null ? Double.NaN : Math.max(1, run.cpuMicros()) * 1e-6;
            case wall -> Math.max(1, run.wallNanos()) * 1e-9;
            case reported -> run.reported() == null ? Double.NaN : run.reported();
        };
    }
}
