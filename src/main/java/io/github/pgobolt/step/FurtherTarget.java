package io.github.pgobolt.step;

import io.github.pgobolt.toolchain.TargetRunner;

/**
 * What makes a build one for a further target: another build trained and measured the same sources.
 *
 * @param runner what runs its file here; null if nothing does, or if the runs are not to be had
 * @param unrun why nothing runs; null if something does
 * @param shipUnrun whether a file ships that was built with the profile and not run
 * @param trained what the other build showed
 */
record FurtherTarget(TargetRunner runner, String unrun, boolean shipUnrun, Evidence trained) {

    /**
     * What the build that trained showed of PGO.
     *
     * @param target its triple
     * @param gains whether PGO is part of what ships there, shown correct, and not shown slower
     * @param because why, as the end of a sentence
     */
    record Evidence(String target, boolean gains, String because) {}

    /** Whether a plain file is built, too: to compare with, or to ship. */
    boolean needsBaseline() {
        return runner != null || !shipUnrun || !trained.gains();
    }

    /** Returns what runs its file, in a word or two. */
    String run() {
        return runner == null ? "not run" : runner.name();
    }
}
