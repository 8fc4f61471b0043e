package io.github.pgobolt.trial;

/**
 * What a trial came to.
 *
 * @param verdict whether this llvm-bolt serves
 * @param reason what failed, or why nothing was tried, in one sentence; empty where it passed
 */
public record TrialResult(Verdict verdict, String reason) {

    /** The names are what a report says, so they are lower case. */
    public enum Verdict {
        /** The laid out program and library do what the plain ones do. */
        passed,
        /** They do not, or were not made at all. */
        failed,
        /** The trial itself could not be held, which says nothing of llvm-bolt. */
        untried
    }

    static TrialResult passed() {
        return new TrialResult(Verdict.passed, "");
    }

    static TrialResult failed(String reason) {
        return new TrialResult(Verdict.failed, reason);
    }

    static TrialResult untried(String reason) {
        return new TrialResult(Verdict.untried, reason);
    }
}
