package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void saysWhatShipsByHowMuchAndThatItIsCorrect() {
        Headline headline = Headline.of(Reports.rhai().build());
        assertThat(headline.tone()).isEqualTo(Headline.Tone.GOOD);
        assertThat(headline.title()).isEqualTo("Ship pgo-bolt");
        assertThat(headline.sentence())
                .isEqualTo("pgo-bolt needs 19.4 % less CPU time than the baseline over all workloads together"
                        + " (-20.0 % to -18.8 %, 40 pairs). It is shown correct.");
        assertThat(headline.caveats()).isEmpty();
    }

    @Test
    void keepsTheBaselineAndSaysWhyOfEachVariant() {
        Report report = Reports.rhai()
                .selection(new Report.Selection("baseline", "nothing is shown faster", "/x", Reports.SHA))
                .variants(List.of(
                        new Report.Variant("baseline", "/b", "", 1L, true, "prebuilt"),
                        new Report.Variant("pgo", "/p", "", 1L, true, "prebuilt"),
                        new Report.Variant("pgo-bolt", "/pb", "", 1L, false, "prebuilt")))
                .comparisons(List.of(Reports.comparison("pgo", "baseline", null, 1.05, 0.01)))
                .build();
        Headline headline = Headline.of(report);
        assertThat(headline.title()).isEqualTo("Keep the baseline");
        assertThat(headline.tone()).isEqualTo(Headline.Tone.NEUTRAL);
        assertThat(headline.sentence())
                .contains("pgo needs 5.00 % more CPU time", "pgo-bolt failed a check and is out");
    }

    @Test
    void onePairIsTooFew() {
        Report.Comparison one =
                new Report.Comparison("pgo", "baseline", null, "cpu", 0.9, null, null, 1, Verdict.TOO_FEW_PAIRS);
        assertThat(Headline.speed(Reports.rhai().comparisons(List.of(one)).build(), "pgo"))
                .endsWith("but 1 pair is too few to say so.");
    }

    @Test
    void tooFewPairsNameHowManyWouldDoAndInWhatTime() {
        Report.Comparison few =
                new Report.Comparison("pgo", "baseline", null, "cpu", 0.9, 0.0, null, 4, Verdict.TOO_FEW_PAIRS);
        Report.Comparison none =
                new Report.Comparison("bolt", "baseline", null, "cpu", null, null, null, 0, Verdict.TOO_FEW_PAIRS);
        Report report = Reports.rhai()
                .benchmark(new Measured.Benchmark(
                        "cpu",
                        null,
                        "runner",
                        0.01,
                        0.05,
                        4,
                        5.0,
                        5.2,
                        26.0,
                        10,
                        1L,
                        "the budget of 5 s is spent",
                        false,
                        List.of(),
                        null))
                .comparisons(List.of(few, none))
                .build();
        assertThat(Headline.speed(report, "pgo"))
                .isEqualTo(
                        "pgo seems to need 10.00 % less CPU time over all workloads together, but 4 pairs are too few to say so.");
        assertThat(Headline.speed(report, "bolt"))
                .isEqualTo("Not a single pair of bolt and the baseline was measured.");
        assertThat(Headline.of(report).sentence())
                .contains(" A verdict needs 10 pairs: -Dpgobolt.benchmark.budgetSeconds=26 would do.");
        assertThat(report.advice())
                .anyMatch(a -> a.text().contains("budgetSeconds=26")
                        && a.because().startsWith("too few pairs for a verdict (4, and it needs 10) after 5.2"));
    }

    @Test
    void isBadNewsWhenAGateFails() {
        Report report = Reports.rhai()
                .gates(List.of(new Report.Gate("requireFaster", false, "not faster")))
                .build();
        assertThat(Headline.of(report).tone()).isEqualTo(Headline.Tone.BAD);
        assertThat(Headline.of(report).title()).isEqualTo("Do not ship");
        assertThat(Headline.of(report).sentence())
                .startsWith("The gate requireFaster failed: not faster. pgo-bolt needs");
    }

    @Test
    void isBadNewsWhenWhatShipsIsIncorrect() {
        Report report = Reports.rhai()
                .variants(List.of(new Report.Variant("pgo-bolt", "/x", Reports.SHA, 1L, false, "prebuilt")))
                .build();
        assertThat(Headline.of(report).title()).isEqualTo("Do not ship pgo-bolt");
    }

    @Test
    void warnsOfTrainingInputOfANoisyControlAndOfASlowerWorkload() {
        Report report = Reports.rhai()
                .measuredOnTrainingInput(true)
                .control(new Report.Control(1.05, 1.02, 1.08, 40, Verdict.SLOWER))
                .comparisons(List.of(
                        Reports.comparison("pgo-bolt", "baseline", null, 0.9, 0.01),
                        Reports.comparison("pgo-bolt", "baseline", "strings", 1.2, 0.01)))
                .build();
        assertThat(Headline.of(report).caveats())
                .anyMatch(c -> c.contains("training input"))
                .anyMatch(c -> c.contains("differed from itself (+2.00 % to +8.00 %)"))
                .contains("Slower on strings.");
    }

    @Test
    void neverCallsTooFewPairsAVerdict() {
        Report report = Reports.rhai()
                .comparisons(List.of(new Report.Comparison(
                        "pgo-bolt", "baseline", null, "cpu", 0.7, 0.0, null, 1, Verdict.TOO_FEW_PAIRS)))
                .build();
        assertThat(Headline.of(report).sentence()).contains("seems to need", "1 pair", "too few");
        assertThat(Headline.of(report).tone()).isEqualTo(Headline.Tone.NEUTRAL);
        assertThat(Headline.of(report).title()).isEqualTo("pgo-bolt is not shown faster");
    }

    @Test
    void speaksOfOneWorkloadAsOne() {
        Report report = Reports.rhai()
                .workloads(List.of(
                        new Measured.Workload("a", "train", 1, "x"), new Measured.Workload("b", "evaluate", 1, "x")))
                .build();
        assertThat(Headline.of(report).sentence()).doesNotContain("together");
    }

    @Test
    void saysOfAnEmptyReportWhatToRunAndOfAFailedOneWhatFailed() {
        assertThat(Headline.of(Report.builder().build()).sentence())
                .contains("Run mvn io.github.pgobolt:pgo-bolt-maven-plugin:select");
        Report failed = Report.builder()
                .steps(List.of(
                        new Report.Step("train", Status.FAILED, 3.0, 0, null, "workload x ended with exit 3", null)))
                .build();
        assertThat(Headline.of(failed).tone()).isEqualTo(Headline.Tone.BAD);
        assertThat(Headline.of(failed).sentence()).isEqualTo("The step train failed: workload x ended with exit 3");
    }

    @Test
    void saysOfWhatIsNotShownCorrectThatItIsNot() {
        List<Report.Check> nothingCompared = List.of(
                new Report.Check("outputs of w", "baseline", null, "nothing to compare: the run printed nothing"),
                new Report.Check("outputs of w", "pgo", null, "ends as the baseline"),
                new Report.Check("load", "pgo", true, "loads"));
        List<Report.Variant> variants = List.of(
                new Report.Variant("baseline", "/b", "", 1L, true, "prebuilt"),
                new Report.Variant("pgo", "/p", "", 1L, null, "prebuilt"));
        ReportBuilder report = Reports.rhai()
                .variants(variants)
                .checks(nothingCompared)
                .comparisons(List.of(Reports.comparison("pgo", "baseline", null, 0.9, 0.01)));
        String not = "not shown correct: no output of an evaluation workload could be compared.";

        Headline kept = Headline.of(report.selection(new Report.Selection("baseline", "", "/x", Reports.SHA))
                .build());
        assertThat(kept.title()).isEqualTo("Keep the baseline");
        assertThat(kept.sentence()).endsWith("pgo is " + not);

        Headline allowed = Headline.of(report.selection(new Report.Selection("pgo", "", "/x", Reports.SHA))
                .build());
        assertThat(allowed.title()).isEqualTo("Ship pgo, not shown correct");
        assertThat(allowed.tone()).isEqualTo(Headline.Tone.NEUTRAL);
        assertThat(allowed.sentence()).endsWith("It is " + not);
    }

    @Test
    void aStoredVerdictIsNamedAsSuchInEveryForm() {
        Report report = Reports.rhai()
                .benchmark(new Measured.Benchmark(
                        "cpu",
                        null,
                        "runner",
                        0.01,
                        0.05,
                        40,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        "2026-11-25"))
                .samples(List.of())
                .build();
        String said = "The verdict was stored on 2026-11-25, and not measured here: "
                + report.machine().cpuModel() + ".";
        assertThat(Headline.of(report).caveats()).contains(said);
        assertThat(ConsoleSummary.lines(report, Style.PLAIN)).contains("  Note: " + said);
        assertThat(MarkdownReport.render(report)).contains("The verdict was stored on 2026-11-25");
        assertThat(HtmlReport.render(report)).contains("on 2026-11-25 and not in this build");
        assertThat(new ReportView(report).measuredNow()).isFalse();
        assertThat(report.missing())
                .filteredOn(m -> m.section().equals("samples"))
                .singleElement()
                .satisfies(m -> assertThat(m.why()).contains("stored", "-Dpgobolt.verdict=measured"));
    }
}
