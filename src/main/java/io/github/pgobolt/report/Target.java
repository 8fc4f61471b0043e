package io.github.pgobolt.report;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.base.Shown;
import java.util.List;
import java.util.stream.Collectors;

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
 * @param failedChecks the checks that found something against what was built with the profile; evidence is relative to the work
 *     folder
 * @param comparison what was built with the profile against the target's own baseline, over all workloads, whichever of the two
 *     ships; null if that was not measured
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
        List<Report.Check> failedChecks,
        Report.Comparison comparison,
        Integer compiles,
        Double seconds,
        String copiedTo,
        String report) {

    private static final String NOT_RUN = "not run";
    private static final String NATIVE = "native";
    private static final String PLAIN = "built plainly";
    private static final Numbers N = new Numbers();

    public Target {
        profileMatch = Nulls.finite(profileMatch);
        seconds = Nulls.finite(seconds);
        shown = shown == null ? Shown.NOT : shown;
        failedChecks = Nulls.list(failedChecks);
    }

    private boolean isPlain() {
        return Report.BASELINE.equals(variant);
    }

    private boolean isRun() {
        return run != null && !run.equals(NOT_RUN);
    }

    /** Whether something that was built with the profile is shown wrong, so that it does not ship. */
    public boolean isWrong() {
        return shown == Shown.WRONG || !failedChecks.isEmpty();
    }

    /** Whether what was built with the profile ships and is shown correct; null if neither that nor the contrary is shown. */
    Boolean passed() {
        return isWrong() ? Boolean.FALSE : !isPlain() && shown == Shown.CORRECT ? Boolean.TRUE : null;
    }

    /** Returns how much of the profile arrived, in words; rounded down, so that it never reads as a limit that was missed. */
    public String arrived() {
        if (profileMatch != null) {
            return Percent.down(profileMatch) + " % of the counts";
        }
        return isUnused() ? "profile not used" : "share of the counts not known";
    }

    /** Returns the share alone, for a column that says of what. */
    public String share() {
        return profileMatch != null ? Percent.down(profileMatch) + " %" : isUnused() ? "not used" : "not known";
    }

    private boolean isUnused() {
        return isPlain() && functionsWithoutData == null;
    }

    /** Returns what ran the file, for a column that says so. */
    public String ranBy() {
        return !isRun() ? NOT_RUN : run.equals(NATIVE) ? "here" : run;
    }

    /** Returns what the checks say, in two or three words. */
    public String verdict() {
        return isWrong() ? wrongVariants() + " shown wrong" : isPlain() ? PLAIN : shown.words();
    }

    /** Returns what ran the file and what the checks say of it, in words. */
    public String checked() {
        if (!isRun()) {
            return (isPlain() ? PLAIN : "built with the profile") + ", not run here";
        }
        return (run.equals(NATIVE) ? "run here" : "run by " + run) + ", " + verdict()
                + (isWrong() && isPlain() ? ", " + PLAIN : "");
    }

    /** Returns what is shown wrong, by which checks, and what ships in its place; for a target of which something is. */
    public String wrong() {
        String checks = failedChecks.stream().map(Report.Check::name).distinct().collect(Collectors.joining(", "));
        return wrongVariants() + " for " + name + " is shown wrong" + (checks.isEmpty() ? "" : " by " + checks)
                + (shown == Shown.WRONG ? "" : "; " + (isPlain() ? "the plain file" : variant) + " ships there");
    }

    private String wrongVariants() {
        return failedChecks.isEmpty()
                ? variant
                : failedChecks.stream().map(Report.Check::variant).distinct().collect(Collectors.joining(" and "));
    }

    /** Returns {@code good}, {@code neutral} or {@code bad}, for what the checks say. */
    public String tone() {
        Boolean passed = passed();
        return (passed == null ? Headline.Tone.NEUTRAL : passed ? Headline.Tone.GOOD : Headline.Tone.BAD).word();
    }

    /** Whether time was measured. */
    public boolean isMeasured() {
        return comparison != null && comparison.ratio() != null;
    }

    /** Returns the time against the plain file in words; what it is of is said where that is not what ships. */
    public String time() {
        if (!isMeasured()) {
            return "not measured";
        }
        return N.change(comparison.ratio())
                + (comparison.variant() == null || comparison.variant().equals(variant)
                        ? ""
                        : " with " + comparison.variant())
                + (comparison.isBounded()
                        ? " (" + N.interval(comparison.low(), comparison.high()) + ")"
                        : ", too few pairs");
    }
}
