package io.github.pgobolt.process;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Processes that a killed build left running. Every process that a build starts carries the build's mark in its
 * environment, so that the next build can end those that nobody waits for any more: a compiler that holds cargo's lock,
 * or a workload that would write its profile among those of the next training.
 */
public final class LeftBehind {

    /** The mark that all processes of this Java process carry; of fixed length, so that it shifts no stack. */
    static final String BUILD = UUID.randomUUID().toString();

    private static final Pattern MARK = Pattern.compile("[0-9a-f-]{36}");

    private LeftBehind() {}

    /** Returns the mark of this build, by which its processes can be found if it is killed. */
    public static String mark() {
        return BUILD;
    }

    /**
     * Ends all processes of another build, which must be known to be over.
     *
     * @param mark the value of {@link #mark} in that build
     * @return how many were still running
     */
    public static int end(String mark) {
        // A partial mark would be a prefix of many.
        if (!MARK.matcher(mark).matches() || mark.equals(BUILD)) {
            return 0;
        }
        ProcessTree left = new ProcessTree(null, mark);
        int running = left.size();
        if (running > 0) {
            left.end();
        }
        return running;
    }
}
