package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.BenchmarkConfig;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import io.github.pgobolt.mojo.config.Workloads;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.workload.Workload;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * How the variants are measured, and what the gates promise.
 */
public abstract class BenchmarkParameters extends CheckParameters {

    /**
     * The time for the whole comparison, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.budgetSeconds", defaultValue = "120")
    int benchmarkBudgetSeconds;

    /**
     * The relative difference within which two variants count as the same; 0.01 is 1 %.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.delta", defaultValue = "0.01")
    double benchmarkDelta;

    /**
     * Measures until the half-width of the interval is this fraction (0.005 is 0.5 %), even where a verdict is there
     * already; 0 ends with the verdict. The budget ends it in any case.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.precision", defaultValue = "0")
    double benchmarkPrecision;

    /**
     * What is compared: {@code cpu} (user and system time), {@code wall}, {@code reported} (what each workload says of
     * itself, see {@code metric} of a workload), or {@code auto}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.metric", defaultValue = "auto")
    String benchmarkMetric;

    /**
     * The seed of the random order of runs; recorded, so that a benchmark can be repeated.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.seed", defaultValue = "20261122")
    long benchmarkSeed;

    /**
     * Benchmarks that you have already, of kind {@code criterion}, {@code jmh} or {@code hyperfine}. They are run beside the
     * plugin's own and shown in the report; verdicts do not rest on them.
     * @since 0.1.0
     */
    @Parameter
    List<BenchmarkConfig> benchmarks;

    /**
     * The processors that the measured runs are bound to, such as {@code 1} or {@code 2,3}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.pinCpus")
    List<Integer> pinCpus;

    /**
     * Fails the build where a variant that ships is shown slower than the baseline by more than this; 0.02 is 2 %.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.failIfSlower")
    Double failIfSlower;

    /**
     * Fails the build unless it is shown that what ships is not slower than the baseline by more than this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireNotSlower")
    Double requireNotSlower;

    /**
     * Fails the build unless it is shown that what ships is faster than the baseline by at least this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireFaster")
    Double requireFaster;

    /**
     * Fails the build where what ships is shown slower on any one workload by more than this: the whole interval is beyond it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.noWorkloadSlower")
    Double noWorkloadSlower;

    /**
     * Fails the build where any variant is shown wrong or is not shown correct, even if another one ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireCorrect", defaultValue = "false")
    boolean requireCorrect;

    /**
     * What {@code failIfSlower} and {@code noWorkloadSlower} do where the measurement shows nothing either way: {@code warn} or
     * {@code fail}. The gates that require ask for a proof and fail without one.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.onInconclusive", defaultValue = "warn")
    String onInconclusive;

    final Settings.BenchmarkSettings benchmarkSettings(Workloads factory, List<WorkloadConfig> configs, List<Workload> ofPom) {
        return new Settings.BenchmarkSettings(
                benchmarkBudgetSeconds,
                benchmarkDelta,
                benchmarkPrecision,
                Choice.of("benchmark.metric", benchmarkMetric, "auto", "cpu", "wall", "reported"),
                benchmarkSeed,
                Given.list(pinCpus),
                Workloads.metrics(configs, ofPom),
                BenchmarkConfig.all(Given.list(benchmarks), factory));
    }

    final Settings.GateSettings gateSettings() {
        return new Settings.GateSettings(
                failIfSlower,
                requireNotSlower,
                requireFaster,
                noWorkloadSlower,
                requireCorrect,
                Choice.of("onInconclusive", onInconclusive, "warn", "fail"));
    }
}
