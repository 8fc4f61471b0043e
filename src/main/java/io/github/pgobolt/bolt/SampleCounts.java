package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Nulls;
import java.util.List;

/**
 * The counts of perf2bolt for recordings. A number is null if perf2bolt's words for it were not found.
 *
 * @param recordings how many had samples of the binary
 * @param samples samples that belong to the binary
 * @param branchRecords branches in those samples; 0 for basic events
 * @param mismatchingPercent traces that do not fit the binary's code, for the worst recording
 * @param ignoredPercent samples that were ignored, for the worst recording
 * @param outOfRangePercent traces or samples outside the binary, for the worst recording; 60 is normal for a JVM
 * @param objects records written
 * @param moreSamplesFactor how many times more samples would be better; 1 if there are enough
 * @param branches whether there are branches, and not only addresses
 * @param notUnderstood the parts that could not be read
 */
public record SampleCounts(
        int recordings,
        Long samples,
        Long branchRecords,
        Double mismatchingPercent,
        Double ignoredPercent,
        Double outOfRangePercent,
        Long objects,
        double moreSamplesFactor,
        boolean branches,
        List<String> notUnderstood) {

    public SampleCounts {
        notUnderstood = Nulls.list(notUnderstood);
    }

    /**
     * Returns how many times more samples several recordings together would need: for N samples of which f times more
     * would do, N f are wanted, and samples add up.
     *
     * @param factors of each recording; 1 if it has enough
     * @return 1 if there are enough
     */
    public static double moreSamples(List<Double> factors) {
        boolean enough = factors.stream().anyMatch(factor -> factor <= 1);
        double have = factors.stream().mapToDouble(factor -> 1 / factor).sum();
        return enough || have == 0 ? 1 : Math.max(1, Math.round(10 / have) / 10.0);
    }
}
