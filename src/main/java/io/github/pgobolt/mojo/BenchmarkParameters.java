package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.mojo.config.BenchmarkConfig;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.Fraction;
import io.github.pgobolt.step.BenchmarkStep;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.step.VerdictSource;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the benchmark. Makes {@link Settings.BenchmarkSettings}. */
public abstract class BenchmarkParameters extends CheckParameters {

    /**
     * The time for the whole comparison, in seconds. Of several variants, the one that is to ship gets up to a fifth of it
     * again, for fresh rounds against the baseline.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.budgetSeconds", defaultValue = "120")
    int benchmarkBudgetSeconds;

    /**
     * The relative difference within which two variants count as the same; {@code 0.01} or {@code 1%}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.delta", defaultValue = "0.01")
    String benchmarkDelta;

    /**
     * Measures until the half-width of the interval is this fraction ({@code 0.005} or {@code 0.5%}), even if there is already a
     * verdict; 0 stops at the verdict. The budget ends the measurement in any case.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.precision", defaultValue = "0")
    String benchmarkPrecision;

    /**
     * The metric that is compared: {@code cpu} (user and system time), {@code wall}, {@code reported} (a value that
     * each workload reports, see {@code metric} of a workload), or {@code auto}.
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
     * Benchmarks that you already have, of kind {@code criterion}, {@code jmh} or {@code hyperfine}. They are run
     * beside the plugin's own and shown in the report; verdicts do not depend on them.
     * @since 0.1.0
     */
    @Parameter
    List<BenchmarkConfig> benchmarks;

    /**
     * The processors that the measured runs are bound to, such as {@code 1} or {@code 2,3}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.pinCpus", alias = "pinCpus")
    List<Integer> benchmarkPinCpus;

    /**
     * Skips the benchmark, so that only the baseline can ship.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.skip", defaultValue = "false")
    boolean benchmarkSkip;

    /**
     * How many other layouts of the same code llvm-bolt draws, to measure how far layout alone moves the program's time; 0
     * for none. Each takes about a second, and compiles nothing.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.layoutDraws", defaultValue = "4")
    int layoutDraws;

    /**
     * The time for measuring those layouts, in seconds. If it is not given, a quarter of
     * {@code benchmark.budgetSeconds}, at most 20; and none is measured where that is less than 5.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.layoutBudgetSeconds")
    Integer layoutBudgetSeconds;

    /**
     * Where the verdict comes from by which a variant ships: {@code measured} is the benchmark of this build; {@code stored} is
     * the one that the stored profile brings. That serves for the very same files alone, by SHA-256; for others, or where the
     * profile brings none, this build measures and says why. Checks run either way.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.verdict", defaultValue = "measured")
    String verdict;

    /** Where the verdict comes from; a goal may know better than the POM. */
    VerdictSource verdict() {
        return Choice.of("verdict", verdict, VerdictSource.class);
    }

    private static int requireNotNegative(String parameter, int value) {
        if (value < 0) {
            throw Failure.user(parameter + " is " + value + ", and it cannot be below 0. Set -Dpgobolt." + parameter
                    + "=0 to leave the layouts out.");
        }
        return value;
    }

    @Override
    Settings settings() {
        Settings settings = super.settings()
                .with(new Settings.BenchmarkSettings(
                        benchmarkBudgetSeconds,
                        Fraction.of("benchmark.delta", benchmarkDelta),
                        Fraction.of("benchmark.precision", benchmarkPrecision),
                        Choice.of("benchmark.metric", benchmarkMetric, "auto", "cpu", "wall", "reported"),
                        benchmarkSeed,
                        Given.list(benchmarkPinCpus),
                        workloadsOfPom().metrics(),
                        BenchmarkConfig.all(
                                Given.list(benchmarks), workloadsOfPom().factory()),
                        verdict()))
                .with(new Settings.LayoutSettings(
                        requireNotNegative("layoutDraws", layoutDraws),
                        layoutBudgetSeconds == null
                                ? null
                                : requireNotNegative("layoutBudgetSeconds", layoutBudgetSeconds)));
        return benchmarkSkip ? settings.without(BenchmarkStep.KEY) : settings;
    }
}
