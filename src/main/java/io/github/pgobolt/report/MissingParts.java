package io.github.pgobolt.report;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.pipeline.Status;
import java.util.ArrayList;
import java.util.List;

/** Says why parts of a report are missing, and which goal would fill them. Invents nothing. */
final class MissingParts {

    private final Report report;
    private final List<Report.Missing> found = new ArrayList<>();

    private MissingParts(Report report) {
        this.report = report;
    }

    /** Returns the missing parts that the report does not mention yet. */
    static List<Report.Missing> of(Report report) {
        MissingParts parts = new MissingParts(report);
        parts.look();
        return List.copyOf(parts.found);
    }

    private void look() {
        boolean noBolt = report.variant(Report.PGO_BOLT).isEmpty();
        absent("variants", report.variants().isEmpty(), "no variant was built", "optimize", "baseline");
        absent("comparisons", report.comparisons().isEmpty(), "nothing was measured", "benchmark", "benchmark");
        absent(
                "control",
                report.control() == null && !report.comparisons().isEmpty(),
                "the baseline was not measured against itself",
                "benchmark",
                "benchmark");
        absent(
                "samples",
                report.samples().isEmpty() && !report.comparisons().isEmpty(),
                report.benchmark() != null && report.benchmark().storedOn() != null
                        ? "the verdict is a stored one (-Dpgobolt.verdict=measured measures here)"
                        : "the record of the benchmark holds no single rounds, so their drift is not shown",
                "benchmark",
                "benchmark");
        absent(
                "layout",
                report.layout() == null,
                "where the code lies was not read from the files and BOLT's profile",
                "bolt",
                "bolt");
        absent("checks", report.checks().isEmpty(), "no variant was checked against the baseline", "check", "check");
        absent("selection", report.selection() == null, "nothing was selected to ship", "select", "select");
        absent(
                "profiles.pgo",
                report.profiles() == null || report.profiles().pgo() == null,
                "no profile was merged",
                "merge",
                "merge");
        absent(
                "profiles.bolt",
                noBolt && (report.profiles() == null || report.profiles().bolt() == null),
                "no branch profile was made",
                "bolt-profile",
                "bolt-profile");
        absent("variants.pgo-bolt", noBolt && !report.variants().isEmpty(), "no file was made by BOLT", "bolt", "bolt");
        absent("machine", report.machine() == null, "the machine was not described", "detect", "detect");
        absent("tools", report.tools().isEmpty(), "no tool was recorded", "detect", "detect");
        absent(
                "reproduce",
                report.reproduce().isEmpty(),
                "nothing ships yet, so there is nothing to make again",
                "select",
                "select");
    }

    /** Adds a missing part. The step's own record is a better reason for a missing result than a guess. */
    private void absent(String section, boolean isMissing, String otherwise, String goal, String stepName) {
        boolean said = report.missing().stream().anyMatch(m -> section.equals(m.section()));
        if (!isMissing || said) {
            return;
        }
        String why = report.steps().stream()
                .filter(s -> stepName.equals(s.name()) && s.status() != Status.RAN && s.status() != Status.REUSED)
                .findFirst()
                .map(MissingParts::because)
                .orElse(otherwise);
        found.add(new Report.Missing(section, why, Goals.command(goal)));
    }

    private static String because(Report.Step step) {
        String what = step.status() == Status.OUTDATED
                ? "what an earlier build left of the step " + step.name() + " is out of date"
                : "the step " + step.name() + " was "
                        + (step.status() == Status.FAILED
                                ? "tried and failed"
                                : step.status().word());
        return what + (step.reason() == null ? "" : ": " + step.reason());
    }
}
