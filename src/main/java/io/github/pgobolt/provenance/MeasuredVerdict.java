package io.github.pgobolt.provenance;

import io.github.pgobolt.base.Nulls;
import java.util.List;

/**
 * How fast a file is, compared with the baseline.
 *
 * @param variant the file's variant
 * @param reason why it ships
 * @param reference the file that it was compared with; null if nothing was measured, or the baseline itself ships
 * @param metric {@code cpu}, {@code wall} or {@code reported}; null if nothing was measured
 * @param alpha the accepted chance of a false verdict, shared by the comparisons
 * @param tolerance the difference that counts as none, as a fraction
 * @param measuredOnTrainingInput whether some evaluation used the training input; null if nothing was measured
 * @param storedOn the day on which it was measured, if it came with a stored profile; null if the build measured
 * @param overall all workloads together; null as {@code reference}
 * @param workloads each of several workloads
 */
public record MeasuredVerdict(
        String variant,
        String reason,
        Resource reference,
        String metric,
        Double alpha,
        Double tolerance,
        Boolean measuredOnTrainingInput,
        String storedOn,
        Compared overall,
        List<Compared> workloads) {

    /**
     * A comparison with the baseline.
     *
     * @param workload its name; null for all together
     * @param verdict as in report.json, such as {@code FASTER}
     * @param ratio time(file) / time(baseline), below 1 is faster; null without a pair
     * @param low the lower end of its interval; null if there are too few pairs
     * @param high the upper end; null as above
     * @param pairs how many pairs of runs
     */
    public record Compared(String workload, String verdict, Double ratio, Double low, Double high, int pairs) {
        public Compared {
            ratio = Nulls.finite(ratio);
            high = Nulls.finite(high);
            low = high == null ? null : Nulls.finite(low);
        }
    }
}
