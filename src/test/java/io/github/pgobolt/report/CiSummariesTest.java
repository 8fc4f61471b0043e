package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class CiSummariesTest {

    @TempDir
    Path folder;

    @Test
    void appendsToTheSummaryOfAStepAndKeepsWhatOthersWrote() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "earlier step");
        CiSummaries.appendGitHubSummary(Reports.rhai().build(), summary);
        assertThat(Files.readString(summary))
                .startsWith("earlier step\n## rhai-run")
                .contains("### Reproduction");
    }

    @Test
    void shortensWhatGitHubWouldDrop() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "x".repeat(CiSummaries.GITHUB_LIMIT - 2_000));
        CiSummaries.appendGitHubSummary(Reports.rhai().build(), summary);
        assertThat(Files.size(summary)).isLessThanOrEqualTo(CiSummaries.GITHUB_LIMIT);
        assertThat(Files.readString(summary)).contains("## Ship pgo-bolt", "it is in report.md");
    }

    @Test
    void beginsOnALineOfItsOwnWhereAnotherStepLeftHalfOfOne() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "half of a line");
        CiSummaries.appendGitHubSummary(Reports.rhai().build(), summary);
        assertThat(Files.readString(summary)).startsWith("half of a line\n## rhai");
    }

    @Test
    void writesMetricsThatGitLabCanSplit() throws IOException {
        Path metrics = folder.resolve("new/metrics.txt");
        CiSummaries.writeGitLabMetrics(
                Reports.rhai()
                        .comparisons(List.of(Reports.comparison("pgo", "baseline", "a \"b\" # c", 0.84, 0.01)))
                        .build(),
                metrics);
        assertThat(Files.readAllLines(metrics))
                .contains("pgobolt_ratio{variant=\"pgo\",reference=\"baseline\",workload=\"a_b_c\"} 0.840000")
                .contains("pgobolt_size_bytes{variant=\"pgo-bolt\"} 6460320")
                .endsWith("# EOF");
    }

    @Test
    void showsChecksAndGatesAsTests() throws Exception {
        Report report = Reports.rhai()
                .checks(List.of(
                        new Report.Check("output of <a>", "pgo", false, "byte 7 differs: \u0000 & ]]>\nsecond"),
                        new Report.Check("loads", "pgo", true, "exit 0")))
                .gates(List.of(new Report.Gate("requireFaster", false, "not shown")))
                .build();
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXml.render(report))));
        Element checks = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(checks.getAttribute("tests")).isEqualTo("2");
        assertThat(checks.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) xml.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo("output of <a>");
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("& ]]>\nsecond");
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void showsChecksThatNeverRanAsSkippedAndNotAsPassed() throws Exception {
        assertThat(JunitXml.render(Report.builder().build())).contains("<skipped", "pgo-bolt-maven-plugin:check");
    }
}
