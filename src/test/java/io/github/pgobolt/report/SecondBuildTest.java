package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.elf.FileDifference;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondBuildTest {

    private static final String SENTENCE =
            "pgo-bolt, built a second time in another folder, is not the same bytes: 1 place differs, and 1 output of build"
                    + " scripts";

    @Test
    void everyFormOfAReportSaysWhatDiffersAndWhere() {
        Report report = Reports.rhai().build();
        List<String> console = ConsoleSummary.lines(report, Style.PLAIN);
        assertThat(console).anyMatch(line -> line.contains("Twice:    " + SENTENCE));
        for (String form : List.of(
                String.join("\n", console),
                MarkdownReport.render(report).replace("\\_", "_"),
                HtmlReport.render(report).replace("&quot;", "\""))) {
            assertThat(form)
                    .contains(SENTENCE, "the build script of rhai 1.24.0 leaves another OUT_DIR/at.rs")
                    .contains(".rodata (offset 0x1000, 96 bytes) differs at 0x100c", "built at 1764209361");
        }
        assertThat(ReportJson.parse(ReportJson.toJson(report), "it").secondBuild())
                .isEqualTo(report.secondBuild());
    }

    @Test
    void whereItWasNotAskedForNothingIsSaid() {
        Report report = Reports.rhai().secondBuild(null).build();
        assertThat(String.join("\n", ConsoleSummary.lines(report, Style.PLAIN))
                        + MarkdownReport.render(report)
                        + HtmlReport.render(report))
                .doesNotContain("second time");
    }

    @Test
    void aFileThatIsAnotherAllAlongTakesNoPages() {
        FileDifference one = new FileDifference(".text", 0, 1L, 1L, 0L, null, null, null);
        SecondBuild second = new SecondBuild(false, "pgo", null, null, null, Collections.nCopies(500, one), null);
        assertThat(second.lines()).hasSize(SecondBuild.MOST);
    }
}
