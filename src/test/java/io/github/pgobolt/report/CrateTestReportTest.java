package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The results of the crate's own tests, and a check that was not done, in every form of the report. */
class CrateTestReportTest {

    private final Report report = Report.builder()
            .checks(List.of(
                    new Report.Check("outputs of words", "pgo", true, "equal"),
                    new Report.Check(
                            "crate's tests",
                            "pgo",
                            false,
                            "1 that the baseline passes did not pass",
                            true,
                            "check/pgo.tsv"),
                    new Report.Check("debugger", "pgo", true, "not done: gdb is missing", false, null)))
            .crateTests(List.of(
                    new Report.CrateTest("test cli::quiet", outcomes("passed", "passed")),
                    new Report.CrateTest("test cli::lost", outcomes("passed", "unfinished")),
                    new Report.CrateTest("test cli::old", outcomes("failed", "failed"))))
            .build();

    @Test
    void markdownShowsWhatFailedAndCountsTheRest() {
        assertThat(MarkdownReport.render(report))
                .contains(
                        "1 of 2 checks failed",
                        "all of it: check/pgo.tsv in the work folder",
                        "| debugger | not done |")
                .contains("1 of 3 passed, or were ignored, wherever they ran.")
                .contains(
                        "| test | baseline | pgo |",
                        "| test cli::lost | passed | unfinished |",
                        "| test cli::old | failed | failed |")
                .doesNotContain("cli::quiet");
    }

    @Test
    void htmlShowsEveryTest() {
        assertThat(HtmlReport.render(report))
                .contains("cli::quiet", "cli::lost", "cli::old", "unfinished", "check/pgo.tsv", "not done");
    }

    @Test
    void jsonKeepsThemAndAnOlderReportHasNone() {
        Report read = ReportJson.parse(ReportJson.toJson(report), "here");
        assertThat(read.crateTests()).isEqualTo(report.crateTests());
        assertThat(read.checks()).isEqualTo(report.checks());
        Report old = ReportJson.parse(
                "{\"schemaVersion\":1,\"checks\":[{\"name\":\"loads\",\"variant\":\"pgo\",\"passed\":true,"
                        + "\"detail\":\"exit 0\"}]}",
                "there");
        assertThat(old.crateTests()).isEmpty();
        assertThat(old.checks().get(0).done()).isTrue();
    }

    @Test
    void junitSkipsWhatWasNotDone() {
        assertThat(JunitXml.render(report)).contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\"");
    }

    private static Map<String, String> outcomes(String baseline, String pgo) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        outcomes.put("baseline", baseline);
        outcomes.put("pgo", pgo);
        return outcomes;
    }
}
