package io.github.pgobolt.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** {@code report.html}: one file without network or script that must run, light and dark, for screens, paper and ears. */
public final class HtmlReport {

    private HtmlReport() {}

    public static void write(Report report, Path file) {
        ReportFiles.write(file, render(report));
    }

    public static String render(Report report) {
        String obstacle = SvgCanvas.obstacle();
        Map<String, Object> model = new HashMap<>();
        model.put("report", report);
        model.put("view", new ReportView(report));
        model.put("headline", Headline.of(report));
        model.put("n", new Numbers());
        model.put("noCharts", obstacle);
        chart(model, obstacle, report, "intervalChart", IntervalChart::variants);
        chart(model, obstacle, report, "phaseChart", IntervalChart::phases);
        chart(model, obstacle, report, "driftChart", DriftChart::draw);
        chart(model, obstacle, report, "stepChart", StepChart::draw);
        chart(model, obstacle, report, "heatChart", LayoutCharts::heat);
        chart(model, obstacle, report, "sectionChart", LayoutCharts::drawSections);
        model.put("rounds", DriftChart.rounds(report));
        model.put("sections", LayoutCharts.sections(report));
        model.put("sectionColours", LayoutCharts.sectionColours());
        return Templates.html("report.html.ftl", model);
    }

    /**
     * Writes the intervals of every variant as a picture that stands alone, in the colours of the light theme.
     *
     * @return whether there was anything to draw
     */
    public static boolean writeIntervals(Report report, Path file) {
        String chart = SvgCanvas.obstacle() == null ? IntervalChart.variants(report) : null;
        if (chart != null) {
            ReportFiles.write(file, SvgCanvas.alone(chart));
        }
        return chart != null;
    }

    /** A chart that can't be drawn is left out; the table with the same values is there in any case. */
    private static void chart(
            Map<String, Object> model, String obstacle, Report report, String name, Function<Report, String> chart) {
        model.put(name, obstacle == null ? chart.apply(report) : null);
    }
}
