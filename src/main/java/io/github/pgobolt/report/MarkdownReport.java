package io.github.pgobolt.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code report.md}: short enough for a pull request, with the details folded. */
public final class MarkdownReport {

    private MarkdownReport() {}

    public static void write(Report report, Path file) {
        ReportFiles.write(file, render(report));
    }

    public static String render(Report report) {
        Map<String, Object> model = new HashMap<>();
        model.put("report", report);
        model.put("view", new ReportView(report));
        model.put("headline", Headline.of(report));
        model.put("n", new Numbers());
        return Templates.markdown("report.md.ftl", model);
    }
}
