package io.github.pgobolt.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code report.md}: short enough for a pull request, with the details folded. */
public final class MarkdownReport {

    private MarkdownReport() {}

    public static void write(Report report, Path file) {
        ReportFiles.write(file, render(report, true));
    }

    /** Returns it as text for another place, which other files of the work folder cannot be reached from. */
    public static String render(Report report) {
        return render(report, false);
    }

    private static String render(Report report, boolean links) {
        Map<String, Object> model = new HashMap<>();
        model.put("report", report);
        model.put("view", new ReportView(report));
        model.put("headline", Headline.of(report));
        model.put("n", new Numbers());
        model.put("links", links);
        return Templates.markdown("report.md.ftl", model);
    }
}
