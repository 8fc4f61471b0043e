package io.github.pgobolt.step;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a stored profile may come from, and what it has to hold to be used.
 *
 * @param policy whether one is used at all
 * @param named the one that is named; null if none is
 * @param trees folders of the source tree that hold profiles by subject
 * @param minMatch the least share of its counts that must find their function in the build, from 0 to 1
 * @param minBranchMatch the least share of the branch profile's counts whose function must be in the file that BOLT reads,
 *     from 0 to 1
 * @param minCounts the least sum of its counts; null for no limit
 * @param maxAgeDays the greatest age of its training; null for no limit
 * @param reuse whether the profile of the last training is used in place of another training
 */
public record StoredSettings(
        ProfilePolicy policy,
        Named named,
        List<Path> trees,
        double minMatch,
        double minBranchMatch,
        Long minCounts,
        Integer maxAgeDays,
        ReuseProfile reuse) {

    public StoredSettings {
        trees = List.copyOf(trees);
    }

    /** For a goal that builds nothing. */
    public static final StoredSettings NONE =
            new StoredSettings(ProfilePolicy.train, null, List.of(), 0, 0, null, null, ReuseProfile.never);

    /**
     * A profile that the POM or the command line names, or that this build trained for its further targets.
     *
     * @param words as it is named: coordinates or a path
     * @param file the archive or folder; null if it could not be had
     * @param trouble why it could not be had; null if it could
     * @param ofThisBuild whether this build trained it
     */
    public record Named(String words, Path file, String trouble, boolean ofThisBuild) {

        /** Returns one that was stored. */
        public static Named stored(String words, Path file, String trouble) {
            return new Named(words, file, trouble, false);
        }

        /** Returns one that this build trained. */
        static Named trained(Path folder) {
            return new Named("this build's training", folder, null, true);
        }

        /** Returns what it is. */
        String kind() {
            return ofThisBuild ? "the profile of " + words : "the stored profile";
        }

        /** Returns what it is, and as it is named. */
        String profile() {
            return ofThisBuild ? kind() : kind() + " " + words;
        }
    }
}
