package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static Target target(String variant, Double share, String run, Shown shown) {
        return new Target(
                "aarch64-unknown-linux-gnu",
                variant,
                null,
                null,
                null,
                null,
                null,
                share,
                null,
                null,
                run,
                shown,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void aShareIsRoundedDownSoThatItNeverReadsAsALimitThatWasMissed() {
        assertThat(target("pgo", 0.89999, "native", Shown.CORRECT).arrived()).isEqualTo("89.9 % of the counts");
        assertThat(target("pgo", 1.0, "native", Shown.CORRECT).arrived()).isEqualTo("100.0 % of the counts");
        assertThat(target("baseline", null, "native", null).arrived()).isEqualTo("no profile");
    }

    @Test
    void whatWasNotRunSaysSo() {
        assertThat(target("pgo", 1.0, "not run", Shown.NOT).checked())
                .isEqualTo("built with the profile, not run here");
        assertThat(target("baseline", 0.02, "not run", null).checked()).isEqualTo("built plainly, not run here");
        assertThat(target("pgo", 1.0, "qemu-aarch64", Shown.CORRECT).checked())
                .isEqualTo("run by qemu-aarch64, shown correct");
        assertThat(target("pgo", 1.0, "native", Shown.WRONG).checked()).isEqualTo("run here, shown wrong");
    }

    @Test
    void eachFormHasARowForEach() {
        Report report = Reports.rhai().build();
        assertThat(ConsoleSummary.lines(report, null, Style.PLAIN))
                .anyMatch(line ->
                        line.contains("x86_64-unknown-linux-musl  pgo       99.9 % of the counts, run here, shown"
                                + " correct, time -14.4 %"))
                .anyMatch(line -> line.contains(
                        "aarch64-apple-darwin       baseline  2.0 % of the counts, built plainly," + " not run here"));
        assertThat(MarkdownReport.render(report)).contains("| aarch64-apple-darwin | baseline | 2.0 % of the counts |");
        assertThat(HtmlReport.render(report))
                .contains("../targets/x86_64-unknown-linux-musl/report/report.html", "99.9 % of the counts");
        assertThat(List.of(report.targets().get(0).comparison().ratio())).containsExactly(0.856);
    }
}
