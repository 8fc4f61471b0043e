package io.github.pgobolt.process;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a build that was killed has left running. Every process that a build starts carries the build's mark in its
 * environment, so that the next build can end what nobody waits for any more: a compiler that holds cargo's lock, or a
 * workload that would write its profile among those of the next training.
 */
public final class LeftBehind {

    /** What all processes of this Java process carry; of one length, so that it moves no stack. */
    static final String BUILD = UUID.randomUUID().toString();

    private static final Pattern MARK = Pattern.compile("[0-9a-f-]{36}");

    private LeftBehind() {}

    /** The mark of this build, for whoever has to find its processes when it was killed. */
    public static String mark() {
        return BUILD;
    }

    /**
     * Ends all processes of another build; only for one that is known to be over.
     *
     * @param mark what {@link #mark} said in that build
     * @return how many were still running
     */
    public static int end(String mark) {
        // Half a mark would be the start of many.
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
