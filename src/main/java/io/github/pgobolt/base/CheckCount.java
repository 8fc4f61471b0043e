package io.github.pgobolt.base;

import java.util.List;

/** The number of checks by result, with the words that every form of a report uses. */
public record CheckCount(long failed, long passed, long notDone) {

    public static CheckCount of(List<Shown> checks) {
        return new CheckCount(count(checks, Shown.WRONG), count(checks, Shown.CORRECT), count(checks, Shown.NOT));
    }

    /** Returns "22 passed, 4 not done", "1 failed, 21 passed". */
    public String words() {
        return (failed == 0 ? "" : failed + " failed, ") + passed + " passed"
                + (notDone == 0 ? "" : ", " + notDone + " not done");
    }

    private static long count(List<Shown> checks, Shown what) {
        return checks.stream().filter(shown -> shown == what).count();
    }
}
