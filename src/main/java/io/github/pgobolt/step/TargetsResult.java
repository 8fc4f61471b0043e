package io.github.pgobolt.step;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Comparison;
import java.util.List;

/** What was built for the further targets. */
public record TargetsResult(List<Row> targets) {

    public TargetsResult {
        targets = Nulls.list(targets);
    }

    /**
     * What ships for one of them.
     *
     * @param name its triple
     * @param variant what ships
     * @param reason why, for people
     * @param file relative to the work folder
     * @param baselineSizeBytes of the plain file; null if none was built
     * @param profileMatch the share of the profile's counts that found their function, from 0 to 1; null if that is unknown
     * @param functionsWithoutData functions of the file that the profile does not know; null if unknown
     * @param mismatches functions whose control flow is another than in the training; null if unknown
     * @param run what ran the file: {@code native}, a runner's name, or {@code not run}
     * @param shown what the checks show of what ships
     * @param failedChecks the checks that found something against what was built with the profile, which does not ship
     * @param comparison what was built with the profile against the plain file, over all workloads, whichever of the two ships;
     *     null if that was not measured
     * @param compiles how many compiles it took
     * @param seconds how long it took
     * @param copiedTo the absolute path of the copy that {@code copyTo} asked for, or null
     * @param report the page of this target's own report, relative to the work folder
     * @param steps the goals of the steps whose records, in this target's own work folder, are of this build
     */
    public record Row(
            String name,
            String variant,
            String reason,
            String file,
            String sha256,
            long sizeBytes,
            Long baselineSizeBytes,
            Double profileMatch,
            Integer functionsWithoutData,
            Integer mismatches,
            String run,
            Shown shown,
            List<CheckStepResult.Row> failedChecks,
            Comparison comparison,
            int compiles,
            double seconds,
            String copiedTo,
            String report,
            List<String> steps) {

        public Row {
            failedChecks = Nulls.list(failedChecks);
            steps = Nulls.list(steps);
        }

        /** Returns the classifier of os-maven-plugin for it. */
        public String classifier() {
            return FurtherTargets.classifier(name);
        }
    }
}
