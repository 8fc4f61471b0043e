package io.github.pgobolt.trial;

/**
 * The result of a trial.
 *
 * @param verdict whether this llvm-bolt is suitable
 * @param reason what failed, or why nothing was tried, in one sentence; empty if it passed
 */
public record TrialResult(Verdict verdict, String reason) {

    /** The names are those used in a report, so they are lower case. */
    public enum Verdict {
        /** The program and library with BOLT's layout behave like the plain ones. */
        passed,
        /** They do not, or were not made at all. */
        failed,
        /** The trial itself could not be held, which says nothing about llvm-bolt. */
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
