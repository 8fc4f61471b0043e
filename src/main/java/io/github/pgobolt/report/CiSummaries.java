package io.github.pgobolt.report;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a report's data for CI systems, to files whose names the caller knows. */
public final class CiSummaries {

    /** GitHub drops a step's summary that is longer than this. */
    static final int GITHUB_LIMIT = 1 << 20;

    private CiSummaries() {}

    /**
     * Adds the Markdown report to the summary of a step on GitHub.
     *
     * @param file the value of {@code GITHUB_STEP_SUMMARY}; other steps write to it too, so it is only appended to
     */
    public static void appendGitHubSummary(Report report, Path file) {
        String markdown = MarkdownReport.render(report);
        try {
            long room = GITHUB_LIMIT - (Files.exists(file) ? Files.size(file) : 0) - 2;
            if (markdown.getBytes(StandardCharsets.UTF_8).length > room) {
                Headline headline = Headline.of(report);
                markdown = "## " + MarkdownFormat.INSTANCE.escapePlainText(headline.title()) + "\n\n"
                        + MarkdownFormat.INSTANCE.escapePlainText(headline.sentence())
                        + wrongTargets(report)
                        + "\n\nThe whole report is too long for this page; it is in report.md.\n";
            }
        } catch (IOException e) {
            throw cannotAppend(file, e);
        }
        append(file, markdown);
    }

    /** Returns a line for each further target of which something is shown wrong. */
    private static String wrongTargets(Report report) {
        return report.targets().stream()
                .filter(Target::isWrong)
                .map(target -> "\n\n> :warning: " + MarkdownFormat.INSTANCE.escapePlainText(target.wrong()) + ".")
                .collect(Collectors.joining());
    }

    /** Writes GitLab's metrics report (OpenMetrics text), which a merge request compares with its target branch. */
    public static void writeGitLabMetrics(Report report, Path file) {
        StringBuilder text = new StringBuilder();
        metric(text, "pgobolt_ratio", "time of the variant over time of the reference, below 1 is faster");
        report.comparisons().stream()
                .filter(c -> c.ratio() != null)
                .forEach(c -> sample(
                        text,
                        "pgobolt_ratio",
                        "variant=\"" + label(c.variant()) + "\",reference=\"" + label(c.reference()) + "\",workload=\""
                                + (c.workload() == null ? "all" : label(c.workload())) + "\"",
                        c.ratio()));
        metric(text, "pgobolt_size_bytes", "size of the built file");
        report.variants().stream()
                .filter(v -> v.sizeBytes() != null)
                .forEach(v -> sample(text, "pgobolt_size_bytes", "variant=\"" + label(v.name()) + "\"", v.sizeBytes()));
        metric(text, "pgobolt_step_seconds", "time of a step");
        report.steps().stream()
                .filter(s -> s.seconds() != null)
                .forEach(s -> sample(text, "pgobolt_step_seconds", "step=\"" + label(s.name()) + "\"", s.seconds()));
        targets(text, report);
        text.append("# EOF\n");
        ReportFiles.write(file, text.toString());
    }

    private static void targets(StringBuilder text, Report report) {
        if (report.targets().isEmpty()) {
            return;
        }
        metric(text, "pgobolt_target_wrong", "1 if what was built with the profile is shown wrong, 0 if shown correct");
        report.targets().stream()
                .filter(t -> t.passed() != null)
                .forEach(t -> sample(text, "pgobolt_target_wrong", ofTarget(t), t.passed() ? 0 : 1));
        metric(text, "pgobolt_target_match", "share of the counts of the training that arrived");
        report.targets().stream()
                .filter(t -> t.profileMatch() != null)
                .forEach(t -> sample(text, "pgobolt_target_match", ofTarget(t), t.profileMatch()));
        metric(text, "pgobolt_target_ratio", "time with the profile over time of the plain file, below 1 is faster");
        report.targets().stream()
                .filter(Target::isMeasured)
                .forEach(t -> sample(
                        text,
                        "pgobolt_target_ratio",
                        ofTarget(t) + ",variant=\"" + label(t.comparison().variant()) + "\"",
                        t.comparison().ratio()));
        metric(text, "pgobolt_target_size_bytes", "size of the file that ships");
        report.targets().stream()
                .filter(t -> t.sizeBytes() != null)
                .forEach(t -> sample(text, "pgobolt_target_size_bytes", ofTarget(t), t.sizeBytes()));
    }

    private static String ofTarget(Target target) {
        return "target=\"" + label(target.name()) + "\"";
    }

    private static void metric(StringBuilder text, String name, String help) {
        text.append("# TYPE ")
                .append(name)
                .append(" gauge\n# HELP ")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
    }

    private static void sample(StringBuilder text, String name, String labels, Number value) {
        text.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value instanceof Double ? String.format(Locale.ROOT, "%.6g", value) : value.toString())
                .append('\n');
    }

    /**
     * Returns text for a label: GitLab splits lines like a shell, so only characters that are harmless in a shell are
     * kept.
     */
    private static String label(String text) {
        return text == null ? "" : text.replaceAll("[^\\p{L}\\p{N}._:/-]+", "_");
    }

    private static void append(Path file, String text) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            String start = endsInTheMiddleOfALine(file) ? "\n" : "";
            Files.writeString(
                    file, start + text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw cannotAppend(file, e);
        }
    }

    /** Whether the file ends without a line feed, as another step may have left it; a heading must begin a line. */
    private static boolean endsInTheMiddleOfALine(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    private static Failure cannotAppend(Path file, IOException e) {
        return new Failure(
                Failure.Kind.TOOL,
                "Cannot append to " + file + " (" + e + "). Fix its permissions, or unset "
                        + "the variable that names it, then run " + Goals.command("report") + ".",
                e);
    }
}
