package io.github.pgobolt.pgo;

import io.github.pgobolt.base.Counted;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the counts of a workload are anything like what its processor time can have counted. Counters that are lost leave
 * no other trace: the processes ended well, and what is left fits the code.
 *
 * <p>Seen in one run each, counts for each second in user mode: 200 million in serde_json, 390 million in regex, 35 million in walkdir, which
 * waits for the kernel, 620 million in a sort and 190 million in libc's qsort, 7 million in what is little but std's
 * formatting. A start and an end with nothing between them: some 30 counts in 3 ms. A program that does nothing but memcpy
 * has 400, and cannot be told from one that lost its counts.
 */
public final class Volume {

    /** A seven-hundredth of the least that a program was seen to count. */
    private static final double LEAST_A_SECOND = 10_000;
    /** What a process takes to start and end, with a busy machine's share on top. */
    private static final double START_SECONDS = 0.05;
    /** What is shorter says nothing; the kernel counts by hundredths. */
    private static final double SHORTEST_SECONDS = 0.1;

    /** What may have happened, for the end of a sentence. */
    public static final String WHY = "were processes killed, did they end by abort, _exit or exec, or could they not write their"
            + " profile (chroot, limits of files or memory)? Or is the time spent in code that is not the crate's";

    private Volume() {}

    /** Whether so much time is enough to say anything. */
    public static boolean judges(int runs, double userSeconds) {
        return userSeconds - runs * START_SECONDS >= SHORTEST_SECONDS;
    }

    /**
     * Why the counts are too few.
     *
     * @param counts the sum of the workload's counts
     * @param userSeconds processor time of all its runs in user mode
     */
    public static Optional<String> tooFew(String workload, long counts, int runs, double userSeconds) {
        double counted = userSeconds - runs * START_SECONDS;
        if (!judges(runs, userSeconds) || counts >= LEAST_A_SECOND * counted) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT, "workload '%s' left %s for %.1f s of processor time: %s",
                workload, Counted.of(counts, "count"), userSeconds, WHY));
    }
}
