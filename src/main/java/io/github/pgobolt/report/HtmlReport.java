package io.github.pgobolt.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code report.html}: one file without network access or required scripts, light and dark, for screens, paper and
 * screen readers.
 */
public final class HtmlReport {

    private HtmlReport() {}

    public static void write(Report report, Path file) {
        ReportFiles.write(file, render(report));
    }

    public static String render(Report report) {
        Charts charts = new Charts(report);
        Map<String, Object> model = new HashMap<>();
        model.put("report", report);
        model.put("view", new ReportView(report));
        model.put("headline", Headline.of(report));
        model.put("n", new Numbers());
        model.put("intervalChart", charts.intervals().orElse(""));
        model.put("phaseChart", charts.phases().orElse(""));
        model.put("driftChart", charts.drift().orElse(""));
        model.put("stepChart", charts.steps().orElse(""));
        model.put("heatChart", charts.heat().orElse(""));
        model.put("sectionChart", charts.sections().orElse(""));
        model.put("rounds", Rounds.of(report));
        model.put("sections", Sections.of(report));
        model.put("sectionColours", Sections.variables());
        return Templates.html("report.html.ftl", model);
    }

    /**
     * Writes the intervals of every variant as a standalone picture in the colours of the light theme.
     *
     * @return whether there was anything to draw
     */
    public static boolean writeIntervals(Report report, Path file) {
        Optional<String> chart = new Charts(report).intervals();
        chart.ifPresent(svg -> ReportFiles.write(file, alone(svg)));
        return chart.isPresent();
    }

    /** Returns the chart with the colours and the font that a page would otherwise supply. */
    private static String alone(String svg) {
        try (InputStream colours = HtmlReport.class.getResourceAsStream("colours.css")) {
            int head = svg.indexOf('>') + 1;
            return svg.substring(0, head) + "<style>" + new String(colours.readAllBytes(), StandardCharsets.UTF_8)
                    + "text{font:12px sans-serif}</style>" + svg.substring(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
