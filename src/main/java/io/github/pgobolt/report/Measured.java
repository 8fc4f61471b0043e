package io.github.pgobolt.report;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.benchmark.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of a report that come from the benchmark. Times are seconds. */
public final class Measured {

    /** How many single runs a report keeps; more would not be visible in a chart and only enlarge the file. */
    public static final int MAX_RUNS = 2_000;

    private Measured() {}

    /**
     * How the variants were measured.
     *
     * @param metric {@code cpu}, {@code wall} or {@code reported}; declared before the first pair
     * @param metricReason the reason for this metric
     * @param measuredBy {@code runner}, or wall time from Java with the reason
     * @param tolerance the difference that counts as none, as a fraction (0.01 is 1 %)
     * @param alpha the accepted chance of a false verdict, shared by the comparisons
     * @param rounds complete rounds
     * @param budgetSeconds the time that was allowed
     * @param elapsedSeconds the time that it took
     * @param suggestedBudgetSeconds a budget that would probably decide what is still open, or null
     * @param pairsNeeded the minimum number of pairs for every verdict, or null in a report of an older version
     * @param seed of the order of the runs
     * @param stopReason why it ended
     * @param metricsDisagree whether CPU time and wall time contradict each other
     * @param warnings anything that weakens the result
     * @param storedOn the day on which the verdict was measured that came with a stored profile; null if it was measured here
     */
    public record Benchmark(
            String metric,
            String metricReason,
            String measuredBy,
            Double tolerance,
            Double alpha,
            int rounds,
            Double budgetSeconds,
            Double elapsedSeconds,
            Double suggestedBudgetSeconds,
            Integer pairsNeeded,
            Long seed,
            String stopReason,
            boolean metricsDisagree,
            List<String> warnings,
            String storedOn) {

        public Benchmark {
            tolerance = Nulls.finite(tolerance);
            alpha = Nulls.finite(alpha);
            budgetSeconds = Nulls.finite(budgetSeconds);
            elapsedSeconds = Nulls.finite(elapsedSeconds);
            suggestedBudgetSeconds = Nulls.finite(suggestedBudgetSeconds);
            warnings = Nulls.list(warnings);
        }
    }

    /**
     * A workload.
     *
     * @param use {@code train}, {@code evaluate} or {@code both}
     * @param commandLine as one would type it in a shell, with secrets redacted
     */
    public record Workload(String name, String use, double weight, String commandLine) {}

    /** Median and extremes; all null if there are no numbers. */
    public record Spread(Double median, Double min, Double max) {

        public Spread {
            median = Nulls.finite(median);
            min = Nulls.finite(min);
            max = Nulls.finite(max);
        }
    }

    /**
     * The runs of one file on one workload; only for people, since verdicts are based on pairs.
     *
     * @param variant a variant; the baseline's runs include those of the control
     * @param cpuSeconds user and system time
     * @param sysSeconds the kernel's part of it
     * @param reported the number that the workload reports itself, in its own unit; null if there is none
     * @param reportedUnit that unit, such as {@code requests/s}; null as above
     * @param counters medians by name, without those that the machine does not provide
     */
    public record Runs(
            String variant,
            String workload,
            int runs,
            Spread wallSeconds,
            Spread cpuSeconds,
            Spread sysSeconds,
            Spread maxRssKib,
            Spread reported,
            String reportedUnit,
            Map<String, Double> counters) {

        public Runs {
            counters = Nulls.map(counters);
        }
    }

    /**
     * One round: a run of every variant on every workload, in random order.
     *
     * @param round from 1
     * @param startedAt milliseconds since the epoch, or null
     * @param load load average of one minute at its start, or null
     */
    public record Sample(int round, Long startedAt, Double load, List<Run> runs) {

        public Sample {
            load = Nulls.finite(load);
            runs = Nulls.list(runs);
        }
    }

    /** One run; {@code cpuSeconds} is null if unknown. */
    public record Run(String variant, String workload, Double wallSeconds, Double cpuSeconds) {

        public Run {
            wallSeconds = Nulls.finite(wallSeconds);
            cpuSeconds = Nulls.finite(cpuSeconds);
        }
    }

    /**
     * A row of another benchmark tool's results.
     *
     * @param harness {@code Criterion}, {@code JMH} or {@code hyperfine}
     * @param benchmark its name there; for hyperfine, the workload's
     * @param ratio time(variant) / time(reference), below 1 is faster
     * @param low the lower end of its interval, or null if there is none
     * @param high the upper end of it
     * @param referenceSeconds the tool's estimate for the reference; for JMH's throughput its inverse
     * @param variantSeconds the tool's estimate for the variant
     * @param passes the number of passes
     * @param interleaved whether the variants took turns; without that, drift of the machine looks like a difference
     * @param verdict of interleaved passes; null if there is none
     */
    public record Microbenchmark(
            String harness,
            String benchmark,
            String variant,
            String reference,
            Double ratio,
            Double low,
            Double high,
            Double referenceSeconds,
            Double variantSeconds,
            int passes,
            boolean interleaved,
            Verdict verdict) {

        public Microbenchmark {
            ratio = Nulls.finite(ratio);
            low = Nulls.finite(low);
            high = Nulls.finite(high);
            referenceSeconds = Nulls.finite(referenceSeconds);
            variantSeconds = Nulls.finite(variantSeconds);
        }
    }

    /**
     * Returns every n-th round, so that at most {@link #MAX_RUNS} single runs are left. Rounds are kept whole, and so
     * are pairs.
     */
    static List<Sample> bounded(List<Sample> samples) {
        int perRound = samples.stream().mapToInt(s -> s.runs().size()).max().orElse(0);
        int rounds = Math.max(1, MAX_RUNS / Math.max(1, perRound));
        int stride = (samples.size() + rounds - 1) / rounds;
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += Math.max(1, stride)) {
            kept.add(samples.get(i));
        }
        return List.copyOf(kept);
    }
}
