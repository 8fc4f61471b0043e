package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.OnInconclusive;
import io.github.pgobolt.benchmark.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The older report is that of rhai, which shipped pgo-bolt at 0.80 to 0.81 of the baseline's time. */
class SinceLastTest {

    private static final Report THEN = Reports.rhai().build();

    private static ReportBuilder ships(String variant) {
        return Reports.rhai().selection(new Report.Selection(variant, "a reason", "/shipped", Reports.SHA));
    }

    private static String warning(ReportBuilder now) {
        Report.Advice warning = SinceLast.of(THEN, now.build()).warning().orElseThrow();
        return warning.text() + " | " + warning.because();
    }

    @Test
    void nothingIsSaidWhereAsMuchShips() {
        assertThat(SinceLast.of(THEN, THEN).warning()).isEmpty();
        assertThat(SinceLast.of(ships("baseline").build(), ships("baseline").build())
                        .warning())
                .isEmpty();
        assertThat(SinceLast.of(ships("baseline").build(), THEN).warning()).isEmpty();
        assertThat(SinceLast.of(THEN, Reports.rhai().selection(null).build()).warning())
                .isEmpty();
    }

    @Test
    void theBaselineAfterAnOptimisedFileIsSaidWithTheCheckThatFailed() {
        String warning = warning(ships("baseline")
                .variants(List.of(new Report.Variant("pgo-bolt", "/x", Reports.SHA, 1L, false, "prebuilt")))
                .checks(List.of(
                        new Report.Check("loads", "pgo-bolt", false, "SIGSEGV"),
                        new Report.Check("exports", "pgo-bolt", true, ""))));
        assertThat(warning)
                .startsWith(
                        "What shipped last was pgo-bolt (-19.4 %, -20.0 % to -18.8 %), and this build ships the baseline.")
                .contains("SHA-256 " + Reports.SHA, "| pgo-bolt is shown wrong by loads; ");
    }

    @Test
    void orWithWhatTheMeasurementSaid() {
        assertThat(warning(ships("baseline")
                        .comparisons(List.of(new Report.Comparison(
                                "pgo-bolt", "baseline", null, "cpu", 0.9, 0.7, 1.1, 12, Verdict.TOO_NOISY)))))
                .contains(
                        "| The measurement was too noisy to tell pgo-bolt from the baseline",
                        "so that it is the sources or the noise");
        assertThat(warning(ships("baseline")
                        .comparisons(List.of(new Report.Comparison(
                                "pgo-bolt", "baseline", null, "cpu", 0.9, 0.0, null, 4, Verdict.TOO_FEW_PAIRS)))))
                .contains("4 pairs are too few to say so");
        assertThat(warning(ships("baseline")
                        .control(new Report.Control(1.05, 1.02, 1.08, 40, Verdict.SLOWER))
                        .comparisons(List.of(new Report.Comparison(
                                "pgo-bolt", "baseline", null, "cpu", 0.9, 0.88, 0.92, 12, Verdict.TOO_NOISY)))))
                .contains("| the baseline differed from itself on this machine");
    }

    @Test
    void orWithTheHalfThatIsMissingAndWhatChangedSinceThen() {
        assertThat(warning(ships("baseline")
                        .variants(List.of())
                        .missing(List.of(new Report.Missing("bolt", "no llvm-bolt is installed", null)))
                        .tools(List.of(new Report.Tool("rustc", "/r", "1.96.0", Reports.SHA)))
                        .machine(Reports.machine("AMD EPYC", 64))))
                .contains(
                        "| pgo-bolt was not built, without BOLT: no llvm-bolt is installed; changed since then: ",
                        "rustc 1.95.0 (LLVM 22.1.2) -> 1.96.0",
                        "measured on different machines");
        assertThat(warning(ships("baseline")
                        .variants(List.of(new Report.Variant("pgo-bolt", "/x", Reports.SHA, 1L, null, "prebuilt")))))
                .contains("| pgo-bolt is not shown correct; ");
    }

    @Test
    void aSmallerGainIsSaidWhereItIsShown() {
        ReportBuilder less = ships("pgo").comparisons(List.of(Reports.comparison("pgo", "baseline", null, 0.9, 0.01)));
        assertThat(warning(less))
                .startsWith(
                        "What ships gains less than what shipped last: pgo (-10.00 %, -11.0 % to -9.00 %), after pgo-bolt (-19.4 %");
        assertThat(SinceLast.of(
                                THEN,
                                less.machine(Reports.machine("AMD EPYC", 64)).build())
                        .warning())
                .as("each machine gains differently")
                .isEmpty();
    }

    private static List<Report.Advice> ofTargets(Target... now) {
        List<Target> then = List.of(
                Reports.target("musl", "pgo", 0.999, "native", Shown.CORRECT, null, null),
                Reports.target("arm", "baseline", 0.5, "not run", Shown.NOT, null, null));
        return SinceLast.of(
                        Reports.rhai().targets(then).build(),
                        Reports.rhai().targets(List.of(now)).build())
                .warnings();
    }

    @Test
    void aFurtherTargetThatIsGoneOrBuiltPlainlyOrWithLessOfTheProfileIsSaid() {
        Target arm = Reports.target("arm", "baseline", 0.5, "not run", Shown.NOT, null, null);
        assertThat(ofTargets(arm, Reports.target("musl", "pgo", 0.995, "native", Shown.CORRECT, null, null)))
                .as("within what two trainings differ by")
                .isEmpty();
        assertThat(ofTargets(arm)).singleElement().satisfies(gone -> {
            assertThat(gone.text()).startsWith("What shipped last had a file for musl, and this build has none.");
            assertThat(gone.because()).isEqualTo("the further targets of this build are arm");
        });
        assertThat(ofTargets()).hasSize(2).allMatch(w -> w.because().equals("this build has no further targets"));
        assertThat(ofTargets(arm, Reports.target("musl", "baseline", 0.4, "native", Shown.NOT, null, null)))
                .singleElement()
                .satisfies(plain -> assertThat(plain.text())
                        .startsWith(
                                "What shipped last for musl was pgo (99.9 % of the counts), and this build ships the"
                                        + " plain file."));
        assertThat(ofTargets(arm, Reports.target("musl", "pgo", 0.91, "native", Shown.CORRECT, null, null)))
                .singleElement()
                .satisfies(less -> assertThat(less.text())
                        .isEqualTo("Less of the profile arrives in the build for musl than in what shipped last:"
                                + " 91.0 % of the counts, after 99.9 % of the counts."));
        assertThat(SinceLast.of(
                                THEN,
                                Reports.rhai()
                                        .selection(null)
                                        .targets(List.of())
                                        .build())
                        .warnings())
                .as("nothing is selected yet")
                .isEmpty();
    }

    @Test
    void theGateJudgesTheQuotientOfTheGains() {
        Report less = ships("pgo")
                .comparisons(List.of(Reports.comparison("pgo", "baseline", null, 0.9, 0.01)))
                .build();
        // 0.89 / 0.812 to 0.91 / 0.80 is +9.6 % to +13.7 %.
        assertThat(gate(less, 0.09)).returns(false, GateResult::passed).returns(false, GateResult::inconclusive);
        assertThat(gate(less, 0.09).detail())
                .contains(
                        "gains less than what shipped last",
                        "+9.61 % to +13.7 %",
                        "above +9.00 %",
                        "tools, flags, profiles, workloads and machine are those of then");
        assertThat(gate(less, 0.12)).returns(true, GateResult::passed).returns(true, GateResult::inconclusive);
        assertThat(gate(less, 0.15)).returns(true, GateResult::passed).returns(false, GateResult::inconclusive);
        assertThat(gate(ships("baseline").build(), 0.2))
                .as("the baseline gains nothing")
                .returns(false, GateResult::passed);
    }

    @Test
    void theGateDoesNotJudgeAcrossMachinesMetricsAndWorkloads() {
        List<ReportBuilder> others = List.of(
                Reports.rhai().machine(Reports.machine("AMD EPYC", 64)),
                Reports.rhai().machine(null),
                Reports.rhai().workloads(List.of(new Measured.Workload("other", "evaluate", 1, "other"))),
                Reports.rhai()
                        .comparisons(List.of(new Report.Comparison(
                                "pgo-bolt", "baseline", null, "wall", 0.8, 0.79, 0.81, 40, Verdict.FASTER))),
                Reports.rhai().comparisons(List.of()));
        for (ReportBuilder other : others) {
            assertThat(gate(other.build(), 0.02))
                    .returns(true, GateResult::passed)
                    .returns(true, GateResult::inconclusive);
            GateResult fails = SinceLast.of(THEN, other.build()).gate(0.02, OnInconclusive.fail);
            assertThat(fails).returns(false, GateResult::passed).returns(true, GateResult::inconclusive);
            assertThat(fails.detail())
                    .startsWith("It cannot be judged")
                    .endsWith("It fails, since onInconclusive is fail.");
        }
    }

    @Test
    void anotherSubjectIsRefused() {
        Report other = Reports.rhai()
                .subject(new Report.Subject("comrak", "bin", "comrak", "x86_64-unknown-linux-gnu", null))
                .build();
        assertThatThrownBy(() -> SinceLast.of(THEN, other))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("another subject", "comrak")
                .hasMessageContaining("-Dpgobolt.previous=");
    }

    private static GateResult gate(Report now, double limit) {
        return SinceLast.of(THEN, now).gate(limit, OnInconclusive.warn);
    }
}
