package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

    private static Target target(String variant, Double share, String run, Shown shown) {
        return Reports.target("aarch64-unknown-linux-gnu", variant, share, run, shown, null, null);
    }

    private static Target measured(String ships, double ratio, double low, Verdict verdict) {
        return Reports.target(
                "x86_64-unknown-linux-musl",
                ships,
                1.0,
                "native",
                Shown.CORRECT,
                null,
                new Report.Comparison("pgo", "baseline", null, "cpu", ratio, low, ratio + 0.02, 9, verdict));
    }

    private static Report with(Target... targets) {
        return Reports.rhai().targets(List.of(targets)).build();
    }

    @Test
    void aShareIsRoundedDownSoThatItNeverReadsAsALimitThatWasMissed() {
        assertThat(target("pgo", 0.89999, "native", Shown.CORRECT).arrived()).isEqualTo("89.9 % of the counts");
        assertThat(target("pgo", 1.0, "native", Shown.CORRECT).arrived()).isEqualTo("100.0 % of the counts");
    }

    @Test
    void withoutAShareItIsSaidWhetherTheProfileWasUsed() {
        assertThat(target("baseline", null, "native", null).arrived()).isEqualTo("profile not used");
        assertThat(target("pgo", null, "native", Shown.CORRECT).arrived()).isEqualTo("share of the counts not known");
        assertThat(target("baseline", null, "native", null).share()).isEqualTo("not used");
        assertThat(target("pgo", null, "not run", Shown.NOT).share()).isEqualTo("not known");
        assertThat(target("pgo", 0.89999, "not run", Shown.NOT).share()).isEqualTo("89.9 %");
    }

    @Test
    void whatWasNotRunSaysSo() {
        assertThat(target("pgo", 1.0, "not run", Shown.NOT).checked())
                .isEqualTo("built with the profile, not run here");
        assertThat(target("baseline", 0.02, "not run", null).checked()).isEqualTo("built plainly, not run here");
        assertThat(target("baseline", 0.02, "wine", null).checked()).isEqualTo("run by wine, built plainly");
        assertThat(target("pgo", 1.0, "qemu-aarch64", Shown.CORRECT).checked())
                .isEqualTo("run by qemu-aarch64, shown correct");
        assertThat(target("pgo", 1.0, "native", Shown.WRONG).checked()).isEqualTo("run here, pgo shown wrong");
    }

    @Test
    void aColumnSaysWhatRanIt() {
        assertThat(List.of(
                        target("pgo", 1.0, "native", Shown.CORRECT).ranBy(),
                        target("pgo", 1.0, "qemu-aarch64", Shown.CORRECT).ranBy(),
                        target("pgo", 1.0, "not run", Shown.NOT).ranBy()))
                .containsExactly("here", "qemu-aarch64", "not run");
        assertThat(target("pgo", 1.0, "not run", Shown.NOT).verdict()).isEqualTo("not shown");
        assertThat(target("baseline", 1.0, "native", Shown.NOT).verdict()).isEqualTo("built plainly");
    }

    @Test
    void whatIsShownWrongIsNamedWithWhatShipsInItsPlace() {
        Target wrong = Reports.wrongTarget();
        assertThat(wrong.checked()).isEqualTo("run by wine, pgo shown wrong, built plainly");
        assertThat(wrong.wrong())
                .isEqualTo(
                        "pgo for x86_64-pc-windows-gnu is shown wrong by outputs of evaluate; the plain file ships there");
        Target pgoShips = Reports.target(
                "x86_64-unknown-linux-musl",
                "pgo",
                1.0,
                "native",
                Shown.CORRECT,
                List.of(
                        new Report.Check("outputs of a", "pgo-bolt", false, "differs"),
                        new Report.Check("unwinding", "pgo-bolt", false, "ends early")),
                null);
        assertThat(pgoShips.wrong())
                .isEqualTo(
                        "pgo-bolt for x86_64-unknown-linux-musl is shown wrong by outputs of a, unwinding; pgo ships there");
        assertThat(pgoShips.passed()).isFalse();
    }

    @Test
    void onlyWhatIsShownPassesAndWhatIsNotShownFailsNothing() {
        assertThat(target("pgo", 1.0, "native", Shown.CORRECT).passed()).isTrue();
        assertThat(target("pgo", 1.0, "not run", Shown.NOT).passed()).isNull();
        assertThat(target("baseline", 0.5, "native", Shown.NOT).passed()).isNull();
        assertThat(Reports.wrongTarget().passed()).isFalse();
    }

    @Test
    void timeHasItsIntervalAndNamesWhatItIsOfWhereThatDoesNotShip() {
        assertThat(measured("pgo", 0.85, 0.83, Verdict.FASTER).time()).isEqualTo("-15.0 % (-17.0 % to -13.0 %)");
        assertThat(measured("baseline", 1.15, 1.05, Verdict.SLOWER).time())
                .isEqualTo("+15.0 % with pgo (+5.00 % to +17.0 %)");
        assertThat(measured("pgo", 0.85, 0, Verdict.TOO_FEW_PAIRS).time()).isEqualTo("-15.0 %, too few pairs");
        assertThat(target("pgo", 1.0, "native", Shown.CORRECT).time()).isEqualTo("not measured");
    }

    @Test
    void eachFormHasARowForEach(@TempDir Path folder) throws Exception {
        Report report = Reports.rhai().build();
        assertThat(ConsoleSummary.lines(report, null, Style.PLAIN))
                .anyMatch(line ->
                        line.contains("x86_64-unknown-linux-musl  pgo       99.9 % of the counts, run here, shown"
                                + " correct, time -14.4 % (-15.3 % to -13.7 %)"))
                .anyMatch(line -> line.contains(
                        "aarch64-apple-darwin       baseline  2.0 % of the counts, built plainly," + " not run here"));
        Path markdown = folder.resolve("report.md");
        MarkdownReport.write(report, markdown);
        assertThat(Files.readString(markdown))
                .contains("| aarch64-apple-darwin | baseline | built plainly, not run here | 2.0 % of the counts |")
                .contains(
                        "| [x86\\_64-unknown-linux-musl](../targets/x86\\_64-unknown-linux-musl/report/report.html) | pgo |"
                                + " run here, shown correct | 99.9 % of the counts | -14.4 % (-15.3 % to -13.7 %): faster |"
                                + " 5.60 MB | +3.70 % | 0 | 198 | 2 compiles, 1 min 29 s |");
        assertThat(MarkdownReport.render(report)).doesNotContain("](");
        assertThat(HtmlReport.render(report))
                .contains("<li><a href=\"#targets\">", "<section id=\"targets\"")
                .contains("../targets/x86_64-unknown-linux-musl/report/report.html", "99.9 %", "198 that it never ran");
        assertThat(HtmlReport.render(with())).doesNotContain("#targets");
    }

    @Test
    void whatIsShownWrongStandsInEachForm() {
        Report report = with(Reports.wrongTarget(), target("pgo", 1.0, "native", Shown.CORRECT));
        Style marked = new Style(s -> s, s -> "<b>" + s + "</b>", s -> s, s -> s);
        assertThat(ConsoleSummary.lines(report, null, marked))
                .anyMatch(line -> line.contains("<b>x86_64-pc-windows-gnu"))
                .noneMatch(line -> line.contains("<b>aarch64-unknown-linux-gnu"));
        assertThat(Headline.of(report).caveats())
                .containsOnlyOnce(Reports.wrongTarget().wrong() + ".");
        assertThat(MarkdownReport.render(report).replace("\\", ""))
                .contains(
                        "**run by wine, pgo shown wrong, built plainly**",
                        "  - pgo: outputs of evaluate: line 3 differs");
        assertThat(HtmlReport.render(report))
                .contains(
                        "<span class=\"badge bad\">pgo shown wrong</span></td><td>wine</td><td class=\"num\">99.9 %</td>",
                        "line 3 differs &lt;1&gt;", "targets/x86_64-pc-windows-gnu/check/evaluate.diff");
    }
}
