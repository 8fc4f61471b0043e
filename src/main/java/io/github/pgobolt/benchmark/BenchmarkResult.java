package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Nulls;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of a benchmark; {@code benchmark.json} holds the same fields.
 *
 * @param schemaVersion of {@code benchmark.json}
 * @param comparisons in the declared metric: each variant against the reference, then each pair of variants, all
 *     workloads together; then the same per workload if there are several
 * @param control the reference against itself, in the declared metric
 * @param metric {@code cpu}, {@code wall} or {@code reported}, declared before the first pair
 * @param metricWhy the reason for this metric
 * @param otherMetric the additional metric, or null if there is none
 * @param otherComparisons the comparisons in that metric; they decide nothing
 * @param metricsDisagree whether the two metrics contradict each other
 * @param summaries per file and workload
 * @param rounds complete rounds
 * @param stopReason why it ended, in words
 * @param budgetSeconds the time that was allowed
 * @param elapsedSeconds the time that it took, warm-up included
 * @param suggestedBudgetSeconds a budget that would probably decide what is still open, or 0 if nothing is
 * @param pairsNeeded the minimum number of pairs for every verdict; 0 in a result of an older version
 * @param seed of the order of the runs
 * @param alpha the accepted chance of a false verdict, shared by the comparisons
 * @param delta the difference that counts as none
 * @param measuredBy {@code runner}, or {@code java wall} with the reason why CPU time is not available
 * @param measuredOnTrainingInput whether some evaluation used the training input
 * @param warnings anything that weakens the result
 * @param advice suggestions
 * @param machine the state of the machine; of a stored verdict what is stored of it
 * @param storedOn the day on which the verdict was measured that came with a stored profile; null if this build measured
 * @param confirmations the variants that were to ship, each against the reference on fresh rounds, in order
 */
public record BenchmarkResult(
        int schemaVersion,
        List<Comparison> comparisons,
        Control control,
        String metric,
        String metricWhy,
        String otherMetric,
        List<Comparison> otherComparisons,
        boolean metricsDisagree,
        List<RunSummary> summaries,
        int rounds,
        String stopReason,
        int budgetSeconds,
        double elapsedSeconds,
        int suggestedBudgetSeconds,
        int pairsNeeded,
        long seed,
        double alpha,
        double delta,
        String measuredBy,
        boolean measuredOnTrainingInput,
        List<String> warnings,
        List<String> advice,
        MachineState machine,
        String storedOn,
        List<Comparison> confirmations) {

    public static final int SCHEMA_VERSION = 1;

    public BenchmarkResult {
        confirmations = Nulls.list(confirmations);
    }

    /** Returns the same with more rows of runs, measured beside the comparison. */
    public BenchmarkResult with(List<RunSummary> more) {
        return with(joined(summaries, more), confirmations);
    }

    /** Returns the same with one more confirmation. */
    public BenchmarkResult confirmedBy(Comparison fresh) {
        return with(summaries, joined(confirmations, List.of(fresh)));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private BenchmarkResult with(List<RunSummary> rows, List<Comparison> fresh) {
        return new BenchmarkResult(
                schemaVersion,
                comparisons,
                control,
                metric,
                metricWhy,
                otherMetric,
                otherComparisons,
                metricsDisagree,
                rows,
                rounds,
                stopReason,
                budgetSeconds,
                elapsedSeconds,
                suggestedBudgetSeconds,
                pairsNeeded,
                seed,
                alpha,
                delta,
                measuredBy,
                measuredOnTrainingInput,
                warnings,
                advice,
                machine,
                storedOn,
                fresh);
    }

    /** Returns the comparison of a variant with the reference on fresh rounds. */
    public Optional<Comparison> confirmation(String variant) {
        return confirmations.stream().filter(c -> c.variant().equals(variant)).findFirst();
    }

    /** Whether a variant was shown slower on fresh rounds. */
    public boolean isRefuted(String variant) {
        return confirmation(variant).filter(c -> c.verdict() == Verdict.SLOWER).isPresent();
    }

    /** Returns the comparison of two files over all workloads together. */
    public Optional<Comparison> overall(String variant, String reference) {
        return find(variant, reference, null);
    }

    /** Returns the comparison of two files on one of several workloads. */
    public Optional<Comparison> on(String workload, String variant, String reference) {
        return find(variant, reference, workload);
    }

    private Optional<Comparison> find(String variant, String reference, String workload) {
        return comparisons.stream()
                .filter(c -> c.variant().equals(variant)
                        && c.reference().equals(reference)
                        && Objects.equals(c.workload(), workload))
                .findFirst();
    }
}
