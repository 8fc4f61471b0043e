package io.github.pgobolt.report;

import java.util.Map;

/**
 * The profiles and how good they are.
 *
 * @param pgo the instrumentation profile for rustc, or null
 * @param bolt the branch profile for llvm-bolt, or null
 */
public record Profiles(Pgo pgo, Bolt bolt) {

    public static final String GOOD = "good";
    public static final String USABLE = "usable";
    public static final String BAD = "bad";

    /**
     * The profile for rustc.
     *
     * @param file the merged profile
     * @param functions functions with counters
     * @param totalCount the sum of all counts
     * @param maxCount the highest count of a block
     * @param rawFiles raw profiles that were merged
     * @param rawBytes their size
     * @param lostFiles raw profiles that could not be read
     * @param mismatchedFunctions functions whose profile did not fit the code
     * @param discardedCounts counts dropped for that reason
     * @param grade {@code good}, {@code usable} or {@code bad}
     * @param advice a sentence what to do, or null
     */
    public record Pgo(
            String file,
            Long functions,
            Long totalCount,
            Long maxCount,
            Integer rawFiles,
            Long rawBytes,
            Integer lostFiles,
            Integer mismatchedFunctions,
            Long discardedCounts,
            String grade,
            String advice) {}

    /**
     * The profile for llvm-bolt.
     *
     * @param source {@code instrumentation}, {@code branch stacks} or {@code basic events}
     * @param file the fdata file
     * @param profiledFunctions functions with a profile
     * @param totalFunctions functions in the file
     * @param stalePercent profiled functions whose profile does not fit
     * @param densityFactor how many times more samples BOLT would like; 1 or null where it is content
     * @param mismatchingTracesPercent for sampled profiles
     * @param cfgDiscontinuityPercent BOLT's own measure of flow that does not add up
     * @param dynoStats BOLT's dynamic statistics by name, in its order
     * @param warnings how many warnings BOLT gave
     * @param grade {@code good}, {@code usable} or {@code bad}
     * @param advice a sentence what to do, or null
     */
    public record Bolt(
            String source,
            String file,
            Long profiledFunctions,
            Long totalFunctions,
            Double stalePercent,
            Double densityFactor,
            Double mismatchingTracesPercent,
            Double cfgDiscontinuityPercent,
            Map<String, DynoStat> dynoStats,
            Integer warnings,
            String grade,
            String advice) {

        public Bolt {
            stalePercent = Nulls.finite(stalePercent);
            densityFactor = Nulls.finite(densityFactor);
            mismatchingTracesPercent = Nulls.finite(mismatchingTracesPercent);
            cfgDiscontinuityPercent = Nulls.finite(cfgDiscontinuityPercent);
            dynoStats = Nulls.map(dynoStats);
        }
    }

    /** One dynamic statistic: how often something happens over the profile, before BOLT and after it. */
    public record DynoStat(Long before, Long after, Double changePercent) {

        public DynoStat {
            changePercent = Nulls.finite(changePercent);
        }
    }
}
