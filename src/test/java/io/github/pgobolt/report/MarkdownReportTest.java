package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.benchmark.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static final List<String> SECTIONS = List.of(
            "### Results",
            "### Correctness",
            "### Profile collection",
            "### Environment",
            "### Reproduction",
            "### Observations");

    @Test
    void hasAllSectionsOfTheRecipeWithTheirFigures() {
        String markdown = MarkdownReport.render(Reports.rhai().build());
        assertThat(markdown).containsSubsequence(SECTIONS).hasSizeLessThan(10_000);
        assertThat(markdown)
                .contains("| PGO alone | -16.0 % | -16.6 % to -15.4 % | 40 | faster |")
                .contains("| BOLT on PGO | -4.05 % |")
                .contains("| PGO and BOLT | -19.4 % |")
                .contains("total count 1,790,251,250")
                .contains("```bash\ncd /home/me/rhai\ncargo rustc")
                .contains("SHA-256 `" + Reports.SHA + "`");
    }

    @Test
    void saysWhatIsMissingAndInventsNothing() {
        String markdown = MarkdownReport.render(Report.builder().build());
        assertThat(markdown)
                .containsSubsequence(SECTIONS)
                .contains("plugin:benchmark", "plugin:check", "plugin:merge")
                .doesNotContain("faster |", "0.00 %", "Checks: 0");
    }

    @Test
    void letsNoNameBreakATableOrBringMarkupIn() {
        String evil = "a|b\n# x <script>alert(1)</script> `c` [l](u) **b**";
        String markdown = MarkdownReport.render(Reports.rhai()
                .comparisons(Reports.comparisons(List.of(evil, "plain"), 0.9, 0.8))
                .checks(List.of(new Report.Check(evil, "pgo", false, evil)))
                .reproduce(List.of("cat <<'X'", "```", "X"))
                .build());
        assertThat(markdown)
                .doesNotContain("<script>", "\n# x")
                .contains("a\\|b \\# x &lt;script&gt;alert(1)&lt;/script&gt; \\`c\\` \\[l\\](u) \\*\\*b\\*\\*")
                .contains("````bash\ncat <<'X'\n```\nX\n````");
    }

    @Test
    void showsTheTimeOfOneCallInTheUnitThatItNeeds() {
        Measured.Microbenchmark row = new Measured.Microbenchmark(
                "JMH", "a.B.c", "pgo", "baseline", 0.8, 0.7, 0.9, 482e-9, 12.34e-6, 12, true, Verdict.FASTER);
        assertThat(MarkdownReport.render(
                        Reports.rhai().microbenchmarks(List.of(row)).build()))
                .contains("| a.B.c | JMH | pgo : baseline | 12.3 µs : 482 ns | -20.0 % |");
    }

    @Test
    void whatWasNotUnderstoodIsNamed() {
        Report report = Reports.rhai()
                .notUnderstood(List.of(new NotUnderstood("llvm-bolt", "31.1.0", "how many functions have a <profile>")))
                .build();
        assertThat(MarkdownReport.render(report))
                .containsOnlyOnce("not understood: llvm-bolt 31.1.0: how many functions");
        assertThat(HtmlReport.render(report))
                .containsOnlyOnce(
                        "<li>not understood: llvm-bolt 31.1.0: how many functions have a &lt;profile&gt;</li>");
        assertThat(ReportJson.parse(ReportJson.toJson(report), "x").notUnderstood())
                .isEqualTo(report.notUnderstood());
        assertThat(MarkdownReport.render(Reports.rhai().build())).doesNotContain("not understood");
        assertThat(HtmlReport.render(Reports.rhai().build())).doesNotContain("not understood");
    }

    @Test
    void isStableOverCalls() {
        assertThat(MarkdownReport.render(Reports.rhai().build()))
                .isEqualTo(MarkdownReport.render(Reports.rhai().build()));
    }
}
