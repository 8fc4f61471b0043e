package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.base.Grade;
import io.github.pgobolt.pipeline.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportViewTest {

    private static Report.Step step(String name, Status status, double seconds, int compiles, Long startedAt) {
        return new Report.Step(name, status, seconds, compiles, startedAt, null, null);
    }

    private static final Report REUSED = Reports.rhai()
            .steps(List.of(
                    step("detect", Status.RAN, 0.5, 0, null),
                    step("baseline", Status.REUSED, 60, 1, 1_000L),
                    step("benchmark", Status.RAN, 20, 0, 500_000L)))
            .build();

    @Test
    void aReusedBuildSaysThatNothingWasCompiledAgainInEveryForm() {
        assertThat(new ReportView(REUSED).compiles()).isEqualTo("nothing was compiled again");
        assertThat(HtmlReport.render(REUSED))
                .contains("<small>nothing was compiled again", "Nothing was compiled again; 20.5 s of work in 20.5 s.")
                .doesNotContain("0 compiles", "0 full compiles");
        assertThat(MarkdownReport.render(REUSED)).contains("Nothing was compiled again; 20.5 s of work in 20.5 s.");
    }

    @Test
    void aBuildWhoseFirstCompileFailedReusedNothing() {
        Report failed = Reports.rhai()
                .steps(List.of(step("baseline", Status.FAILED, 3, 0, null)))
                .build();
        assertThat(new ReportView(failed).compiles()).isEqualTo("nothing was compiled");
    }

    @Test
    void theTimeOfTheBuildIsNeverLessThanThatOfStepsInARow() {
        assertThat(REUSED.time().wallSeconds()).isCloseTo(REUSED.time().workSeconds(), within(1e-9));
    }

    @Test
    void everyFormHasOneCountOfChecks() {
        Report report = Reports.rhai()
                .checks(List.of(
                        new Report.Check("output of primes", "pgo", true, "equal"),
                        new Report.Check("output of primes", "pgo-bolt", true, "equal"),
                        new Report.Check("unwinding", "pgo", null, "no workload panics", false, null)))
                .build();
        assertThat(new ReportView(report).checkCount()).isEqualTo("2 passed, 1 not done");
        assertThat(HtmlReport.render(report)).contains("2 passed, 1 not done").doesNotContain("of 2 passed");
        assertThat(MarkdownReport.render(report)).contains("Checks: 2 passed, 1 not done.");
        assertThat(ConsoleSummary.lines(report, Style.PLAIN)).contains("  Checks:   2 passed, 1 not done");
    }

    @Test
    void theHeroHasTheIntervalOnce() {
        String page = HtmlReport.render(Reports.rhai().build());
        String hero = page.substring(page.indexOf("<div class=\"hero"), page.indexOf("<nav"));
        assertThat(hero.replace('\u00a0', ' ').replaceAll("<[^>]*>", "")).containsOnlyOnce("-20.0 % to -18.8 %");
    }

    @Test
    void noLineOfProseEndsWithinANameOrAnOption() {
        String page = HtmlReport.render(Reports.rhai()
                .missing(List.of(
                        new Report.Missing("bolt", "<b> of llvm-bolt & others is missing.", "mvn -Dpgobolt.install")))
                .build());
        assertThat(page)
                .contains(
                        "of <span class=\"whole\">llvm-bolt</span> &amp; others",
                        "<span class=\"whole\">-Dpgobolt.install</span>",
                        "<p class=\"say\"><span class=\"whole\">pgo-bolt</span> needs",
                        "&lt;b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void whatIsNotKnownIsFolded() {
        Report report = Reports.rhai()
                .profiles(new Profiles(
                        new Profiles.Pgo(null, null, 9L, null, 1, 12L, 0, null, null, 99.9, 0, null, Grade.good, null),
                        new Profiles.Bolt(
                                "instrumentation",
                                null,
                                null,
                                5L,
                                9L,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                Map.of("PLT calls", new Profiles.DynoStat(null, 7L, null)),
                                0,
                                Grade.good,
                                null)))
                .build();
        assertThat(HtmlReport.render(report))
                .contains(
                        "<summary>2 not known</summary><p class=\"note\">functions, largest count</p>",
                        "<summary>1 not known</summary><p class=\"note\">stale</p>",
                        "1 raw profile, 12 B",
                        "<summary>1 statistic without a change that BOLT tells</summary><p class=\"note\">PLT calls</p>")
                .doesNotContain("1 raw profiles", "<dd>n/a");
    }

    @Test
    void anIntervalChartThatWouldBeEmptyIsASentence() {
        Report few = Reports.rhai()
                .comparisons(List.of(new Report.Comparison("pgo", "baseline", null, "cpu", 0.98, 0.0, null, 3, null)))
                .control(new Report.Control(1.01, 0.0, null, 3, null))
                .build();
        assertThat(HtmlReport.render(few))
                .contains("No comparison has an interval to draw")
                .doesNotContain("<figure id=\"intervals\"", "A line is what the true change lies within");
    }
}
