package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
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

    /** @throws Failure if the reports are of different subjects */
    public static ReportComparison of(Report before, Report after) {
        CommonGround ground = new CommonGround(before, after);
        ground.twoSubjects().ifPresent(subjects -> {
            throw Failure.user("These reports are of two subjects, " + subjects
                    + ", so that nothing of the one can be compared with"
                    + " the other. Give two reports of one subject.");
        });
        return new ReportComparison(Differences.between(ground), warnings(ground));
    }

    /** Returns the comparison as lines for a console, without the warnings. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (changes.isEmpty()) {
            lines.add(nothing());
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

    /** Returns the sentence for a comparison without changes. */
    public String nothing() {
        return warnings.isEmpty()
                ? "Nothing that the reports hold has changed."
                : "Nothing of what can be compared has changed.";
    }

    /** Writes the comparison as Markdown, warnings first. */
    public void writeMarkdown(Path file) {
        ReportFiles.write(file, Templates.markdown("comparison.md.ftl", Map.of("comparison", this)));
    }

    private static List<String> warnings(CommonGround ground) {
        Report before = ground.before();
        Report after = ground.after();
        List<String> warnings = new ArrayList<>();
        if (before.subject() == null || after.subject() == null) {
            warnings.add("A report does not say what it is of: it may be of another subject.");
        }
        ground.noSpeeds().forEach(why -> warnings.add(why + " No speeds are compared."));
        if (before.createdAt() != null
                && after.createdAt() != null
                && before.createdAt().compareTo(after.createdAt()) > 0) {
            warnings.add("The first report (" + before.createdAt() + ") is the newer of the two (" + after.createdAt()
                    + "): what is called a gain here is a loss in the order of time.");
        }
        ground.otherWorkloads()
                .ifPresent(why -> warnings.add(why + " Speeds over all of them are not compared, and those on one"
                        + " workload only where its command is the same."));
        if (!Objects.equals(before.measuredOnTrainingInput(), after.measuredOnTrainingInput())) {
            warnings.add("Only one of the two was measured on input that the training did not see.");
        }
        return warnings;
    }
}
