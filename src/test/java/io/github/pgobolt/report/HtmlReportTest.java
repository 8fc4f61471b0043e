package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

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
            // Inside the fence of the commands there is no markup.
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
        List<ReportView.Round> rounds = Rounds.of(Reports.rhai().build());
        assertThat(rounds).hasSize(40);
        assertThat(rounds.get(0).changes().get("pgo-bolt")).isBetween(-21.0, -18.0);
        assertThat(rounds.get(0).changes()).containsOnlyKeys("baseline-again", "pgo", "pgo-bolt");
        assertThat(rounds.stream()
                        .mapToDouble(ReportView.Round::drift)
                        .average()
                        .orElseThrow())
                .isBetween(-2.0, 2.0);
    }

    @Test
    void drawsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        Map<String, Report> all = ExtremeReports.all();
        Map<String, String> pages = new LinkedHashMap<>();
        all.forEach((name, report) -> pages.put(name, HtmlReport.render(report)));
        try {
            Locale.setDefault(Locale.GERMANY);
            all.forEach((name, report) -> assertThat(HtmlReport.render(report))
                    .as(name)
                    .isEqualTo(pages.get(name))
                    .doesNotContain("NaN", "Infinity"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesTheIntervalsAsAPictureThatStandsAlone(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("intervals.svg");
        assertThat(HtmlReport.writeIntervals(Reports.rhai().build(), picture)).isTrue();
        Element svg = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(picture.toFile())
                .getDocumentElement();
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg.getElementsByTagName("style").item(0).getTextContent()).contains("--c-pgo-bolt:", "--card:");
        assertThat(HtmlReport.writeIntervals(Report.builder().build(), folder.resolve("none.svg")))
                .isFalse();
        assertThat(folder.resolve("none.svg")).doesNotExist();
    }
}
