package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good a branch profile is for a file, judged before llvm-bolt uses it.
 *
 * <p>The limits are BOLT's own where it has one: it warns of more than 10 % mismatching traces, and says how many times
 * more samples it would like. A profile from basic events is never better than usable.
 *
 * @param grade the verdict
 * @param reasons why it is not good, a sentence each; empty if it is
 * @param profiledFunctions functions of the file with a profile; null if BOLT's words for it were not found
 * @param totalFunctions functions of the file; null likewise
 * @param coveragePercent the share of PGO's counts in functions of the file that falls in those that also have a branch
 *     profile: how much of the hot code is covered; null if there are no such counters
 * @param countsPercent its counts, as a share of PGO's counts in functions that both know, without the highest block of
 *     each function; null if there are no such counters. BOLT counts branches of the optimised code, PGO blocks before
 *     optimisation
 * @param stalePercent samples in functions whose profile does not fit; null if BOLT's wording is unknown
 * @param inferredPercent samples whose place BOLT inferred although the profile is from another build; null if it was
 *     not asked to
 * @param cfgGapPercent flow of the hottest functions that does not add up; null if BOLT did not say
 * @param instructions the number of executed instructions that the profile represents; null if BOLT did not say
 * @param notUnderstood the parts of llvm-bolt's output that could not be read
 */
public record BranchQuality(
        Grade grade,
        List<String> reasons,
        Long profiledFunctions,
        Long totalFunctions,
        Double coveragePercent,
        Double countsPercent,
        Double stalePercent,
        Double inferredPercent,
        Double cfgGapPercent,
        Long instructions,
        List<String> notUnderstood) {

    /** A profile with more stale samples than this is from another build. */
    public static final double STALE_LIMIT_PERCENT = 10;

    /** A smaller value is the rounding error of llvm-bolt's own figures, two of which are subtracted. */
    private static final double STALE_GOOD_PERCENT = 0.05;

    private static final double MISMATCH_LIMIT_PERCENT = 10;
    private static final double MISMATCH_GOOD_PERCENT = 5;
    private static final double CFG_GAP_GOOD_PERCENT = 5;
    private static final double COVERAGE_GOOD_PERCENT = 90;
    private static final double MORE_SAMPLES_LIMIT = 10;
    /**
     * Seen in 13 programs: 81 % and more; 81 % was the one where a loop became a memset. With the highest blocks
     * included that one had 0.0001 %, and one with a loop vectorised to 32 bytes at once 3 %. Two copies of a library
     * of which one wrote 10 rounds over 1,000,000: 0.003 %. Blind to functions that consist of a single block.
     */
    private static final double SLIVER_PERCENT = 0.1;

    private static final String LOST =
            "did processes end by a signal, abort, _exit or exec, could they not write their profile"
                    + " (chroot, limits of files or memory), or had one process several copies of the library?";
    /** A profile from counters should represent at least so many instructions. */
    private static final long GOOD_INSTRUCTIONS = 1_000_000_000;

    public BranchQuality {
        reasons = List.copyOf(reasons);
        notUnderstood = Nulls.list(notUnderstood);
    }

    /**
     * Judges a profile.
     *
     * @param read llvm-bolt's output when it read the profile
     * @param samples perf2bolt's counts; null if BOLT's instrumentation counted
     * @param coveragePercent see above; may be null
     * @param countsPercent likewise
     */
    public static BranchQuality judge(
            BoltLog read, SampleCounts samples, Double coveragePercent, Double countsPercent) {
        Judge judge = new Judge();
        // If a line was not found, its missing number counts neither for the profile nor against it.
        if (read.profiledFunctions() != null && read.profiledFunctions() == 0) {
            judge.bad("it names no function of the file");
        }
        if (read.stalePercent() == null) {
            judge.usable("llvm-bolt warns of stale samples, and how many could not be read");
        }
        judge.limit(
                read.unplacedPercent(),
                STALE_LIMIT_PERCENT,
                STALE_GOOD_PERCENT,
                "%.1f %% of its samples do not fit the file");
        if (read.inferredPercent() != null && read.inferredPercent() > 0) {
            judge.usable(
                    "BOLT inferred the place of %.1f %% of its samples, which are of another build",
                    read.inferredPercent());
            if (read.exactBlocksPercent() != null) {
                judge.usable(
                        "of the blocks in the functions that changed, %.1f %% are as they were",
                        read.exactBlocksPercent());
            }
        }
        if (samples != null && samples.branches()) {
            judge.limit(
                    samples.mismatchingPercent(),
                    MISMATCH_LIMIT_PERCENT,
                    MISMATCH_GOOD_PERCENT,
                    "%.1f %% of the recorded traces do not fit the code that was recorded");
            judge.limit(
                    samples.moreSamplesFactor(),
                    MORE_SAMPLES_LIMIT,
                    1,
                    "BOLT would like %.1f times more samples: train longer, or with more workloads");
        } else if (samples != null) {
            judge.usable("it holds no branches, but samples alone");
        }
        if (read.cfgGapPercent() != null && read.cfgGapPercent() > CFG_GAP_GOOD_PERCENT) {
            judge.usable("%.1f %% of the flow through the hottest functions does not add up", read.cfgGapPercent());
        }
        if (coveragePercent != null && coveragePercent < COVERAGE_GOOD_PERCENT) {
            judge.usable("it covers %.1f %% of what PGO's training counted", coveragePercent);
        }
        if (samples == null && countsPercent != null && countsPercent < SLIVER_PERCENT) {
            judge.usable("it holds %.2g %% of the counts of PGO's training: " + LOST, countsPercent);
        }
        BoltLog.DynoStat executed = read.dynoStats().get("executed instructions");
        Long instructions = executed == null ? null : executed.value();
        if (samples == null && instructions != null && instructions < GOOD_INSTRUCTIONS) {
            judge.usable(
                    "it stands for %.2g instructions, and 1e9 make a good one: train longer", (double) instructions);
        }
        return new BranchQuality(
                judge.grade,
                judge.reasons,
                read.profiledFunctions(),
                read.totalFunctions(),
                coveragePercent,
                countsPercent,
                read.stalePercent(),
                read.inferredPercent(),
                read.cfgGapPercent(),
                instructions,
                notUnderstood(read));
    }

    /** Includes dyno-stats: they were asked for, and every llvm-bolt prints them for a file with a profile. */
    private static List<String> notUnderstood(BoltLog read) {
        List<String> whats = new ArrayList<>(read.notUnderstood());
        if (!read.dynoStats().containsKey("executed instructions")
                && read.profiledFunctions() != null
                && read.profiledFunctions() > 0) {
            whats.add("how many instructions the profile stands for (-dyno-stats)");
        }
        return whats;
    }

    private static final class Judge {
        private Grade grade = Grade.good;
        private final List<String> reasons = new ArrayList<>();

        private void bad(String reason) {
            grade = Grade.bad;
            reasons.add(reason);
        }

        private void usable(String reason, Object... numbers) {
            grade = grade == Grade.bad ? Grade.bad : Grade.usable;
            reasons.add(String.format(Locale.ROOT, reason, numbers));
        }

        private void limit(Double value, double bad, double good, String reason) {
            if (value == null) {
                return;
            }
            if (value > bad) {
                bad(String.format(Locale.ROOT, reason, value));
            } else if (value > good) {
                usable(reason, value);
            }
        }
    }
}
