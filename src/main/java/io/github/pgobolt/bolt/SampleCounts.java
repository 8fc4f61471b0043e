package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Nulls;
import java.util.List;

/**
 * What perf2bolt counted in recordings. A number is null where perf2bolt's words for it were not found.
 *
 * @param recordings how many had samples of the binary
 * @param samples samples that belong to the binary
 * @param branchRecords branches in those samples; 0 for basic events
 * @param mismatchingPercent traces that do not fit the binary's code, of the worst recording
 * @param ignoredPercent samples that were ignored, of the worst recording
 * @param outOfRangePercent traces or samples that lie outside the binary, of the worst recording; 60 is sound for a JVM
 * @param objects records written
 * @param moreSamplesFactor how many times more samples would serve better; 1 where there are enough
 * @param branches whether there are branches, and not addresses alone
 * @param notUnderstood what could not be read
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
     * How many times more samples several recordings together would need: of N samples of which f times more would do, N f
     * are wanted, and samples add up.
     *
     * @param factors of each recording; 1 where one has enough
     * @return 1 where there are enough
     */
    public static double moreSamples(List<Double> factors) {
        boolean enough = factors.stream().anyMatch(factor -> factor <= 1);
        double have = factors.stream().mapToDouble(factor -> 1 / factor).sum();
        return enough || have == 0 ? 1 : Math.max(1, Math.round(10 / have) / 10.0);
    }
}
