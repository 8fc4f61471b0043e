package io.github.pgobolt.pipeline;

import java.util.List;
import java.util.Locale;

/** The steps, in the order in which they run, each with what a heartbeat says it does. */
public enum StepName {
    DETECT("looks at the platform and its tools"),
    BASELINE("cargo builds the baseline"),
    INSTRUMENT("cargo builds with -Cprofile-generate"),
    TRAIN("runs the training workloads"),
    MERGE("llvm-profdata merges the profiles"),
    OPTIMIZE("cargo builds with -Cprofile-use"),
    BOLT_PROFILE("collects the branch profile"),
    BOLT("llvm-bolt lays out the code"),
    CHECK("compares each variant with the baseline"),
    BENCHMARK("measures the variants in random order"),
    SELECT("chooses what ships"),
    REPORT("writes the report");

    private final String activity;

    StepName(String activity) {
        this.activity = activity;
    }

    /** What the step does, for a heartbeat. */
    public String activity() {
        return activity;
    }

    /** The goal's name, which names the record and the log too: {@code bolt-profile}. */
    public String goal() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The steps whose records this one reads.
     *
     * @param mode where PGO's profile comes from
     */
    public List<StepName> needs(PgoMode mode) {
        return switch (this) {
            case DETECT, BASELINE, INSTRUMENT -> List.of();
            case TRAIN -> List.of(mode == PgoMode.sample ? BASELINE : INSTRUMENT);
            case MERGE -> List.of(TRAIN);
            case OPTIMIZE -> List.of(MERGE);
            case BOLT_PROFILE -> mode == PgoMode.sample ? List.of(TRAIN, OPTIMIZE) : List.of(OPTIMIZE);
            case BOLT -> List.of(OPTIMIZE, BOLT_PROFILE);
            case CHECK, BENCHMARK -> List.of(BASELINE, OPTIMIZE, BOLT);
            case SELECT -> List.of(BASELINE, OPTIMIZE, BOLT, CHECK, BENCHMARK);
            case REPORT -> List.of();
        };
    }
}
