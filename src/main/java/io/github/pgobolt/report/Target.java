package io.github.pgobolt.report;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.base.Shown;

/**
 * What ships for a further target, which was built with the profile of the one training.
 *
 * @param name its Rust triple
 * @param variant what ships: {@code baseline}, {@code pgo} or {@code pgo-bolt}
 * @param reason why, in sentences
 * @param file its absolute path
 * @param sha256 of that file, lower-case hex
 * @param sizeBytes of that file
 * @param baselineSizeBytes of the plain file; null if none was built
 * @param profileMatch the share of the training's counts that found their function there, from 0 to 1; null if no profile was
 *     used or it is not known
 * @param functionsWithoutData functions of the file that the profile does not know
 * @param mismatches functions whose control flow is another than in the training
 * @param run {@code native}, the name of what ran it, or {@code not run}
 * @param shown the verdict of the checks on what ships
 * @param comparison what ships against the target's own baseline, over all workloads; null if that was not measured
 * @param compiles how many compiles it took
 * @param seconds how long it took
 * @param copiedTo the absolute path of the copy that {@code copyTo} asked for, or null
 * @param report the page of the target's own report, relative to the folder of this one; null if there is none
 */
public record Target(
        String name,
        String variant,
        String reason,
        String file,
        String sha256,
        Long sizeBytes,
        Long baselineSizeBytes,
        Double profileMatch,
        Integer functionsWithoutData,
        Integer mismatches,
        String run,
        Shown shown,
        Report.Comparison comparison,
        Integer compiles,
        Double seconds,
        String copiedTo,
        String report) {

    private static final String NOT_RUN = "not run";

    public Target {
        profileMatch = Nulls.finite(profileMatch);
        seconds = Nulls.finite(seconds);
        shown = shown == null ? Shown.NOT : shown;
    }

    /** Returns how much of the profile arrived, in words; rounded down, so that it never reads as a limit that was missed. */
    public String arrived() {
        return profileMatch == null ? "no profile" : Percent.down(profileMatch) + " % of the counts";
    }

    /** Returns what ran the file and what the checks say of it, in words. */
    public String checked() {
        boolean plain = Report.BASELINE.equals(variant);
        if (run == null || run.equals(NOT_RUN)) {
            return plain ? "built plainly, not run here" : "built with the profile, not run here";
        }
        return (run.equals("native") ? "run here" : "run by " + run)
                + (plain ? ", built plainly" : ", " + shown.words());
    }
}
