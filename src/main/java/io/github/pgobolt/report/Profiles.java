package io.github.pgobolt.report;

import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.Nulls;
import java.util.List;
import java.util.Map;

/**
 * The profiles and how good they are.
 *
 * @param pgo the instrumentation profile for rustc, or null
 * @param bolt the branch profile for llvm-bolt, or null
 */
public record Profiles(Pgo pgo, Bolt bolt) {

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
     * @param storedProfile where the profile was taken from, coordinates or a path; null if this build trained
     * @param translatedFunctions functions of a stored profile that have other names here, by which they were found; null
     *     if the profile was used with its own names
     * @param arrivedPercent the share of its counts that found their function in the build; null if unknown
     * @param mismatchedFunctions functions whose profile did not fit the code
     * @param discardedCounts counts dropped for this reason
     * @param advice a sentence on what to do, or null
     */
    public record Pgo(
            String file,
            Long functions,
            Long totalCount,
            Long maxCount,
            Integer rawFiles,
            Long rawBytes,
            Integer lostFiles,
            String storedProfile,
            Integer translatedFunctions,
            Double arrivedPercent,
            Integer mismatchedFunctions,
            Long discardedCounts,
            Grade grade,
            String advice) {}

    /**
     * The profile for llvm-bolt.
     *
     * @param source {@code instrumentation}, {@code branch stacks}, the same {@code of the baseline}, or
     *     {@code basic events}
     * @param sourceReason why it was collected in that way, or null
     * @param file the fdata file
     * @param profiledFunctions functions with a profile
     * @param totalFunctions functions in the file
     * @param coveragePercent the share of PGO's counts that falls in functions with a branch profile
     * @param stalePercent samples in functions whose profile does not fit
     * @param inferredPercent samples whose place BOLT inferred, since the profile is from another build; null if it is
     *     not
     * @param arrivedPercent of a stored profile of another build: the share of its counts whose function is in the file;
     *     null if it is not one
     * @param samples for sampled profiles
     * @param branchRecords for sampled profiles
     * @param densityFactor how many times more samples BOLT would like; 1 or null if it is satisfied
     * @param mismatchingTracesPercent for sampled profiles
     * @param outOfRangePercent for sampled profiles: samples outside the file
     * @param cfgDiscontinuityPercent BOLT's own measure of flow that does not add up
     * @param agreements how far the profile agrees with those collected in other ways
     * @param dynoStats BOLT's dynamic statistics by name, in its order
     * @param warnings the number of BOLT's warnings
     * @param advice why it is not good and what to do, or null
     */
    public record Bolt(
            String source,
            String sourceReason,
            String file,
            Long profiledFunctions,
            Long totalFunctions,
            Double coveragePercent,
            Double stalePercent,
            Double inferredPercent,
            Double arrivedPercent,
            Long samples,
            Long branchRecords,
            Double densityFactor,
            Double mismatchingTracesPercent,
            Double outOfRangePercent,
            Double cfgDiscontinuityPercent,
            List<Agreement> agreements,
            Map<String, DynoStat> dynoStats,
            Integer warnings,
            Grade grade,
            String advice) {

        public Bolt {
            coveragePercent = Nulls.finite(coveragePercent);
            stalePercent = Nulls.finite(stalePercent);
            inferredPercent = Nulls.finite(inferredPercent);
            arrivedPercent = Nulls.finite(arrivedPercent);
            outOfRangePercent = Nulls.finite(outOfRangePercent);
            agreements = Nulls.list(agreements);
            densityFactor = Nulls.finite(densityFactor);
            mismatchingTracesPercent = Nulls.finite(mismatchingTracesPercent);
            cfgDiscontinuityPercent = Nulls.finite(cfgDiscontinuityPercent);
            dynoStats = Nulls.map(dynoStats);
        }
    }

    /**
     * A branch profile compared with one collected in another way from the same file.
     *
     * @param source how the other one was collected
     * @param percent the share that both have in common
     * @param hottestEdges how many of the other's ten hottest edges this one has
     */
    public record Agreement(String source, double percent, int hottestEdges) {}

    /** One dynamic statistic: how often something happens under the profile, before BOLT and after it. */
    public record DynoStat(Long before, Long after, Double changePercent) {

        public DynoStat {
            changePercent = Nulls.finite(changePercent);
        }
    }
}
