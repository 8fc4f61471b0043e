package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    @Test
    void rendersEveryExtremeWithinTheSize() {
        ExtremeReports.all()
                .forEach((name, report) -> assertThat(HtmlReport.render(report).getBytes(StandardCharsets.UTF_8).length)
                        .as(name)
                        .isBetween(5_000, 1_500_000));
    }

    @Test
    void rendersTheSameFactsToTheSameBytes() {
        assertThat(HtmlReport.render(Reports.rhai().build()))
                .isEqualTo(HtmlReport.render(Reports.rhai().build()));
    }

    @Test
    void asksForNothingFromOutside() {
        String html = HtmlReport.render(Reports.rhai().build());
        assertThat(html).doesNotContain("src=", "@import", "url(http", "href=\"http");
    }

    @Test
    void rendersEveryOtherFormOfEveryExtremeToo() {
        for (Map.Entry<String, Report> entry : ExtremeReports.all().entrySet()) {
            Report report = entry.getValue();
            String markdown = MarkdownReport.render(report);
            assertThat(markdown).as(entry.getKey()).contains("### Observations");
            // Inside the fence of the commands nothing is markup.
            assertThat(markdown.substring(0, markdown.indexOf("### Reproduction")))
                    .doesNotContain("<script>");
            assertThat(ConsoleSummary.lines(report, Style.PLAIN)).isNotEmpty();
            assertThat(JunitXml.render(report)).contains("</testsuites>");
            assertThat(ReportJson.parse(ReportJson.toJson(report), "x")).isEqualTo(report);
            assertThat(ReportComparison.of(report, Reports.rhai().build()).lines())
                    .isNotEmpty();
        }
    }

    @Test
    void putsTheDriftOfEachRoundInNumbers() {
        List<ReportView.Round> rounds = DriftChart.rounds(Reports.rhai().build());
        assertThat(rounds).hasSize(40);
        assertThat(rounds.get(0).changes().get("pgo-bolt")).isBetween(-21.0, -18.0);
        assertThat(rounds.get(0).changes()).containsOnlyKeys("baseline-again", "pgo", "pgo-bolt");
        assertThat(rounds.stream()
                        .mapToDouble(ReportView.Round::drift)
                        .average()
                        .orElseThrow())
                .isBetween(-2.0, 2.0);
    }
}
