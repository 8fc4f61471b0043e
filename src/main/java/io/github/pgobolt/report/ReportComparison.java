package io.github.pgobolt.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The differences between two builds, and what two reports cannot tell.
 *
 * @param changes the differences, in the order of the report
 * @param warnings what cannot be compared, and why
 */
public record ReportComparison(List<Change> changes, List<String> warnings) {

    /**
     * One difference.
     *
     * @param area such as {@code verdicts}
     * @param what such as {@code pgo against baseline}
     * @param before the value in the older report
     * @param after the value in the newer report
     * @param note how to interpret it, or the empty string
     */
    public record Change(String area, String what, String before, String after, String note) {}

    public ReportComparison {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    public static ReportComparison of(Report before, Report after) {
        return new ReportComparison(Differences.between(before, after), warnings(before, after));
    }

    /** Returns the comparison as lines for a console, without the warnings. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (changes.isEmpty()) {
            lines.add("Nothing that the reports hold has changed.");
        }
        changes.stream().map(Change::area).distinct().forEach(area -> {
            lines.add(area);
            changes.stream()
                    .filter(c -> c.area().equals(area))
                    .forEach(c -> lines.add("  " + c.what() + ": " + c.before() + " -> " + c.after()
                            + (c.note().isEmpty() ? "" : " (" + c.note() + ")")));
        });
        return lines;
    }

    /** Writes the comparison as Markdown, warnings first. */
    public void writeMarkdown(Path file) {
        ReportFiles.write(file, Templates.markdown("comparison.md.ftl", Map.of("comparison", this)));
    }

    private static List<String> warnings(Report before, Report after) {
        List<String> warnings = new ArrayList<>();
        if (!Objects.equals(subject(before), subject(after))) {
            warnings.add("These are different subjects (" + subject(before) + " and " + subject(after)
                    + "): no figure can be compared.");
        }
        if (before.machine() == null || after.machine() == null) {
            warnings.add(
                    "A report does not say on which machine it was measured: a change of speed may be one of machines.");
        } else if (!before.machine().identity().equals(after.machine().identity())) {
            warnings.add("Measured on different machines (" + before.machine().identity() + "; "
                    + after.machine().identity()
                    + "): times can't be compared, and ratios only with care, since each machine gains differently.");
        }
        if (before.createdAt() != null
                && after.createdAt() != null
                && before.createdAt().compareTo(after.createdAt()) > 0) {
            warnings.add("The first report (" + before.createdAt() + ") is the newer of the two (" + after.createdAt()
                    + "): what is called a gain here is a loss in the order of time.");
        }
        if (!evaluation(before).equals(evaluation(after))) {
            warnings.add("The evaluation workloads differ: what is said of all together is of different things.");
        }
        if (!Objects.equals(before.measuredOnTrainingInput(), after.measuredOnTrainingInput())) {
            warnings.add("Only one of the two was measured on input that the training did not see.");
        }
        return warnings;
    }

    /** Returns the evaluation workloads: names, weights and commands. */
    private static List<String> evaluation(Report report) {
        return report.workloads().stream()
                .filter(w -> !"train".equals(w.use()))
                .map(w -> w.name() + " " + w.weight() + " " + w.commandLine())
                .sorted()
                .toList();
    }

    private static String subject(Report report) {
        Report.Subject s = report.subject();
        return s == null ? "an unknown one" : s.packageName() + " " + s.kind() + " " + s.name() + " for " + s.target();
    }
}
