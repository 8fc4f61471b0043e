package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
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
    void aTargetThatIsShownWrongIsInTheShortenedSummaryToo() throws IOException {
        Report report = Reports.rhai().targets(targets()).build();
        for (int room : List.of(1, CiSummaries.GITHUB_LIMIT - 2_000)) {
            Path summary = Files.writeString(folder.resolve("summary-" + room), "x".repeat(room));
            CiSummaries.appendGitHubSummary(report, summary);
            assertThat(Files.readString(summary).replace("\\", ""))
                    .contains(
                            "> :warning: pgo for x86_64-pc-windows-gnu is shown wrong by outputs of evaluate; the plain file ships there.");
        }
    }

    @Test
    void writesWhatShipsForFurtherTargetsAsMetrics() throws IOException {
        Path metrics = folder.resolve("metrics.txt");
        CiSummaries.writeGitLabMetrics(Reports.rhai().targets(targets()).build(), metrics);
        assertThat(Files.readAllLines(metrics))
                .contains(
                        "pgobolt_target_wrong{target=\"x86_64-pc-windows-gnu\"} 1",
                        "pgobolt_target_wrong{target=\"x86_64-unknown-linux-musl\"} 0",
                        "pgobolt_target_match{target=\"aarch64-unknown-linux-gnu\"} 0.520000")
                .noneMatch(line -> line.startsWith("pgobolt_target_wrong{target=\"aarch64"))
                .endsWith("# EOF");
        CiSummaries.writeGitLabMetrics(Reports.rhai().targets(List.of()).build(), metrics);
        assertThat(Files.readString(metrics)).doesNotContain("pgobolt_target");
    }

    private static List<Target> targets() {
        return List.of(
                Reports.wrongTarget(),
                Reports.target("x86_64-unknown-linux-musl", "pgo", 1.0, "native", Shown.CORRECT, null, null),
                Reports.target("aarch64-apple-darwin", "pgo", 1.0, "not run", Shown.NOT, null, null),
                Reports.target("aarch64-unknown-linux-gnu", "baseline", 0.52, "qemu-aarch64", Shown.NOT, null, null));
    }

    @Test
    void aTargetFailsWhereItsFileIsShownWrongAndIsSkippedWhereNothingIsShown() throws Exception {
        Document xml = parsed(JunitXml.render(Reports.rhai().targets(targets()).build()));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(2);
        assertThat(suite.getAttribute("name")).isEqualTo("pgo-bolt targets");
        assertThat(List.of(suite.getAttribute("tests"), suite.getAttribute("failures"), suite.getAttribute("skipped")))
                .containsExactly("4", "1", "2");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("x86_64-pc-windows-gnu");
        assertThat(failure.getAttribute("message"))
                .isEqualTo(Reports.wrongTarget().wrong());
        assertThat(failure.getTextContent()).contains("pgo: outputs of evaluate: line 3 differs <1>\n-7\n+8");
        assertThat(((Element) suite.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("pgo ships: 100.0 % of the counts, built with the profile, not run here");
        assertThat(((Element) suite.getElementsByTagName("skipped").item(1)).getAttribute("message"))
                .isEqualTo("baseline ships: 52.0 % of the counts, run by qemu-aarch64, built plainly");
        assertThat(JunitXml.render(Reports.rhai().targets(List.of()).build())).doesNotContain("pgo-bolt targets");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void showsChecksAndGatesAsTests() throws Exception {
        Report report = Reports.rhai()
                .checks(List.of(
                        new Report.Check("output of <a>", "pgo", false, "byte 7 differs: \u0000 & ]]>\nsecond"),
                        new Report.Check("loads", "pgo", true, "exit 0")))
                .gates(List.of(new Report.Gate("requireFaster", false, "not shown")))
                .build();
        Document xml = parsed(JunitXml.render(report));
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
