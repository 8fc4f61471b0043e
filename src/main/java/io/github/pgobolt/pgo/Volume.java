package io.github.pgobolt.pgo;

import io.github.pgobolt.base.Counted;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the counts of a workload are plausible for its processor time. Lost counters leave no other trace: the
 * processes ended well, and the remaining counts fit the code.
 *
 * <p>Seen in one run each, counts per second in user mode: 200 million in serde_json, 390 million in regex, 35 million
 * in walkdir, which waits for the kernel, 620 million in a sort and 190 million in libc's qsort, 7 million in a program
 * that does little but std's formatting. A start and an end with nothing between them: some 30 counts in 3 ms. A
 * program that does nothing but memcpy has 400, and cannot be told from one that lost its counts.
 */
public final class Volume {

    /** A seven-hundredth of the lowest rate seen in a program. */
    private static final double LEAST_A_SECOND = 10_000;
    /** The time that a process takes to start and end, with a margin for a busy machine. */
    private static final double START_SECONDS = 0.05;
    /** A shorter time means nothing; the kernel counts in hundredths. */
    private static final double SHORTEST_SECONDS = 0.1;

    /** Possible causes, for the end of a sentence. */
    public static final String WHY =
            "were processes killed, did they end by abort, _exit or exec, or could they not write their"
                    + " profile (chroot, limits of files or memory)? Or is the time spent in code that is not the crate's";

    private Volume() {}

    /** Whether this much time is enough to judge. */
    public static boolean judges(int runs, double userSeconds) {
        return userSeconds - runs * START_SECONDS >= SHORTEST_SECONDS;
    }

    /**
     * Returns why the counts are too few.
     *
     * @param counts the sum of the workload's counts
     * @param userSeconds user-mode processor time of all its runs
     */
    public static Optional<String> tooFew(String workload, long counts, int runs, double userSeconds) {
        double counted = userSeconds - runs * START_SECONDS;
        if (!judges(runs, userSeconds) || counts >= LEAST_A_SECOND * counted) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "workload '%s' left %s for %.1f s of processor time: %s",
                workload,
                Counted.of(counts, "count"),
                userSeconds,
                WHY));
    }
}
