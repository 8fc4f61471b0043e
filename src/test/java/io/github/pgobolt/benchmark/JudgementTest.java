package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates and the selection, on results with the relevant numbers. */
class JudgementTest {

    private static Comparison comparison(String variant, String reference, String workload, double low, double high) {
        Estimate estimate =
                new Estimate(Math.log((low + high) / 2), new Interval(Math.log(low), Math.log(high)), 30, 0.05);
        return new Comparison(
                variant,
                reference,
                workload,
                "cpu",
                (low + high) / 2,
                low,
                high,
                30,
                0.05,
                Verdict.of(estimate, 0.01, null));
    }

    private static BenchmarkResult result(boolean controlHolds, Comparison... comparisons) {
        return result(StoppingRule.DECIDED, 0, controlHolds, comparisons);
    }

    private static BenchmarkResult result(
            String stopReason, int suggestedBudget, boolean controlHolds, Comparison... comparisons) {
        Control control = controlHolds
                ? new Control(1, 0.995, 1.005, 30, Verdict.SAME)
                : new Control(1.03, 1.02, 1.04, 30, Verdict.SLOWER);
        return new BenchmarkResult(
                1,
                List.of(comparisons),
                control,
                "cpu",
                "",
                null,
                List.of(),
                false,
                List.of(),
                30,
                stopReason,
                60,
                30,
                suggestedBudget,
                8,
                1,
                0.05,
                0.01,
                "runner",
                false,
                List.of(),
                List.of(),
                null,
                null,
                List.of());
    }

    @Test
    void whatFreshRoundsRefuteDoesNotShip() {
        BenchmarkResult first = result(
                true,
                comparison("pgo", "baseline", null, 0.94, 0.96),
                comparison("pgo-bolt", "baseline", null, 0.90, 0.91),
                comparison("pgo-bolt", "pgo", null, 0.94, 0.96));
        List<String> all = List.of("baseline", "pgo", "pgo-bolt");
        Set<String> correct = Set.of("pgo", "pgo-bolt");
        assertThat(Selector.choose(all, correct, first).variant()).isEqualTo("pgo-bolt");

        BenchmarkResult confirmed = first.confirmedBy(comparison("pgo-bolt", "baseline", null, 0.92, 0.94));
        assertThat(Selector.choose(all, correct, confirmed).variant()).isEqualTo("pgo-bolt");
        assertThat(Selector.choose(all, correct, confirmed).reason()).contains("Fresh rounds confirm it");
        assertThat(confirmed.isRefuted("pgo-bolt")).isFalse();

        BenchmarkResult open = first.confirmedBy(comparison("pgo-bolt", "baseline", null, 0.97, 1.02));
        assertThat(Selector.choose(all, correct, open).variant()).isEqualTo("pgo-bolt");
        assertThat(Selector.choose(all, correct, open).reason()).contains("do not show it slower");

        BenchmarkResult refuted = first.confirmedBy(comparison("pgo-bolt", "baseline", null, 1.02, 1.04));
        assertThat(Selector.choose(all, correct, refuted).variant()).isEqualTo("pgo");
        assertThat(Selector.choose(all, correct, refuted).reason()).contains("refute", "pgo-bolt against baseline");
        BenchmarkResult none = refuted.confirmedBy(comparison("pgo", "baseline", null, 1.02, 1.04));
        assertThat(Selector.choose(all, correct, none).variant()).isEqualTo("baseline");
    }

    @Test
    void aGateOnAStoredVerdictSaysSoAndAsksForNoLongerBudget() {
        BenchmarkResult measured = result(true, comparison("pgo", "baseline", null, 0.99, 1.05));
        BenchmarkResult stored = new BenchmarkResult(
                1,
                measured.comparisons(),
                measured.control(),
                "cpu",
                "",
                null,
                List.of(),
                false,
                List.of(),
                30,
                null,
                0,
                0,
                0,
                0,
                0,
                0.05,
                0.01,
                "runner",
                false,
                List.of(),
                List.of(),
                null,
                "2026-11-25",
                List.of());
        List<GateResult> results = new Gates(0.02, 0.06, 0.01, null, OnInconclusive.fail).judge(stored, List.of("pgo"));
        assertThat(results).extracting(GateResult::passed).containsExactly(false, true, false);
        assertThat(results).extracting(GateResult::detail).allMatch(d -> d.contains("stored on 2026-11-25"));
        assertThat(results.get(0).detail())
                .contains("-Dpgobolt.verdict=measured")
                .doesNotContain("budget");
    }

    @ParameterizedTest
    @CsvSource({
        // low, high, failIfSlower=2 %, requireNotSlower=2 %, requireFaster=1 %
        "0.90, 0.95, true, true, true",
        "0.97, 1.015, true, true, false",
        "0.97, 1.03, true, false, false",
        "1.01, 1.03, true, false, false",
        "1.021, 1.05, false, false, false",
    })
    void gatesLookAtWholeIntervals(
            double low, double high, boolean notShownSlower, boolean shownNotSlower, boolean shownFaster) {
        Gates gates = new Gates(0.02, 0.02, 0.01, null, OnInconclusive.warn);
        List<GateResult> results =
                gates.judge(result(true, comparison("pgo", "baseline", null, low, high)), List.of("pgo"));
        assertThat(results)
                .extracting(GateResult::name)
                .containsExactly("failIfSlower", "requireNotSlower", "requireFaster");
        assertThat(results).extracting(GateResult::passed).containsExactly(notShownSlower, shownNotSlower, shownFaster);
        assertThat(results).allSatisfy(r -> assertThat(r.detail()).contains("pgo against baseline"));
    }

    @Test
    void whatCannotBeSaidFailsOnlyWhereThatIsAskedForOrAProofIs() {
        BenchmarkResult drifting = result(false, comparison("pgo", "baseline", null, 0.90, 0.91));
        assertThat(new Gates(0.02, null, null, null, OnInconclusive.warn).judge(drifting, List.of("pgo")))
                .allSatisfy(r -> assertThat(r.passed() && r.inconclusive()).isTrue());
        assertThat(new Gates(0.02, null, null, null, OnInconclusive.fail).judge(drifting, List.of("pgo")))
                .allSatisfy(r -> assertThat(!r.passed() && r.inconclusive()).isTrue());
        assertThat(new Gates(null, 0.02, 0.01, null, OnInconclusive.warn).judge(drifting, List.of("pgo")))
                .hasSize(2)
                .allSatisfy(r -> assertThat(!r.passed() && r.inconclusive()).isTrue());
    }

    @Test
    void aSlowWorkloadIsFoundBehindAFastMean() {
        BenchmarkResult result = result(
                true,
                comparison("pgo", "baseline", null, 0.90, 0.92),
                comparison("pgo", "baseline", "parse", 0.80, 0.82),
                comparison("pgo", "baseline", "print", 1.04, 1.06));
        assertThat(new Gates(null, 0.02, null, 0.02, OnInconclusive.warn).judge(result, List.of("pgo")))
                .extracting(GateResult::passed)
                .containsExactly(true, true, false);
        assertThat(new Gates(null, null, null, 0.07, OnInconclusive.warn).judge(result, List.of("pgo")))
                .extracting(GateResult::passed)
                .containsExactly(true, true);
    }

    @Test
    void noWorkloadSlowerFailsOnlyWhereAWorkloadIsShownSlower() {
        BenchmarkResult open = result(
                true,
                comparison("pgo", "baseline", null, 0.90, 0.92),
                comparison("pgo", "baseline", "parse", 0.97, 1.05));
        Gates warns = new Gates(null, null, null, 0.03, OnInconclusive.warn);
        assertThat(warns.judge(open, List.of("pgo"))).singleElement().satisfies(r -> {
            assertThat(r.name()).isEqualTo("noWorkloadSlower");
            assertThat(r.passed() && r.inconclusive()).isTrue();
        });
        assertThat(new Gates(null, null, null, 0.03, OnInconclusive.fail).judge(open, List.of("pgo")))
                .allSatisfy(r -> assertThat(!r.passed() && r.inconclusive()).isTrue());
        assertThat(warns.judge(result(false, comparison("pgo", "baseline", null, 1.2, 1.3)), List.of("pgo")))
                .as("the reference differs from itself: nothing is shown")
                .allSatisfy(r -> assertThat(r.passed() && r.inconclusive()).isTrue());
        assertThat(warns.judge(result(true, comparison("pgo", "baseline", null, 1.04, 1.3)), List.of("pgo")))
                .allSatisfy(r -> assertThat(!r.passed() && !r.inconclusive()).isTrue());
    }

    @Test
    void theReferenceIsNotSlowerAndNotFaster() {
        BenchmarkResult result = result(true, comparison("pgo", "baseline", null, 0.99, 1.01));
        assertThat(new Gates(0.02, 0.02, 0.01, 0.02, OnInconclusive.fail).judge(result, List.of("baseline")))
                .extracting(GateResult::passed)
                .containsExactly(true, true, false, true);
        assertThat(new Gates(0.02, 0.02, 0.01, 0.02, OnInconclusive.fail).judge(result, List.of("baseline")))
                .as("the variant is judged by failIfSlower, and what ships by the others")
                .extracting(GateResult::detail)
                .satisfiesExactly(
                        d -> assertThat(d).startsWith("pgo against baseline"),
                        d -> assertThat(d).startsWith("baseline was compared with nothing"),
                        d -> assertThat(d).startsWith("baseline was compared with nothing"),
                        d -> assertThat(d).startsWith("baseline was compared with nothing"));
        assertThat(Gates.NONE.judge(result, List.of("pgo"))).isEmpty();
    }

    @Test
    void whatIsShownSlowerFailsThoughItDoesNotShip() {
        BenchmarkResult result = result(
                true,
                comparison("pgo", "baseline", null, 0.90, 0.92),
                comparison("pgo-bolt", "baseline", null, 1.04, 1.06),
                comparison("pgo-bolt", "pgo", null, 1.10, 1.15));
        List<GateResult> results = new Gates(0.02, null, null, null, OnInconclusive.warn).judge(result, List.of("pgo"));
        assertThat(results).extracting(GateResult::passed).containsExactly(true, false);
        assertThat(results.get(1).detail())
                .startsWith("pgo-bolt against baseline")
                .contains("It does not ship", "-Dpgobolt.bolt=off");
    }

    /** More time is no help where the benchmark ended before its time, and none to an interval that is not there. */
    @Test
    void whatWouldLetAGateSayIsWhatIsAdvised() {
        Gates gate = new Gates(null, null, 0.05, null, OnInconclusive.warn);
        BenchmarkResult decided = result(true, comparison("pgo", "baseline", null, 0.90, 0.98));
        assertThat(gate.judge(decided, List.of("pgo")).get(0).detail())
                .contains("It stopped because every comparison was decided; -Dpgobolt.benchmark.precision=0.0")
                .endsWith("This gate asks for a proof, whatever onInconclusive says.");
        BenchmarkResult spent =
                result("the budget of 60 s is spent", 240, true, comparison("pgo", "baseline", null, 0.90, 0.98));
        assertThat(gate.judge(spent, List.of("pgo")).get(0).detail())
                .contains("-Dpgobolt.benchmark.budgetSeconds=240 or a calmer machine");
        Comparison few = new Comparison(
                "pgo", "baseline", null, "cpu", 0.9, 0, Double.POSITIVE_INFINITY, 4, 0.05 / 3, Verdict.TOO_FEW_PAIRS);
        assertThat(gate.judge(result("the budget of 60 s is spent", 150, true, few), List.of("pgo"))
                        .get(0)
                        .detail())
                .contains(
                        "too few pairs, a verdict needs 10 (needs",
                        "More time would give them: -Dpgobolt.benchmark.budgetSeconds=150.");
        assertThat(gate.judge(result(false, comparison("pgo", "baseline", null, 0.5, 0.6)), List.of("pgo"))
                        .get(0)
                        .detail())
                .contains("The reference differs from itself");
    }

    @ParameterizedTest
    @CsvSource({
        // pgo, pgo-bolt against the baseline; pgo-bolt against pgo; the choice
        "0.90, 0.92, 0.80, 0.82, 0.87, 0.90, pgo-bolt",
        "0.90, 0.92, 0.89, 0.91, 0.98, 1.01, pgo",
        "0.90, 0.92, 0.95, 0.97, 1.03, 1.05, pgo",
        "0.98, 1.01, 0.95, 0.97, 0.94, 0.99, pgo-bolt",
        "0.98, 1.01, 0.99, 1.02, 0.98, 1.02, baseline",
        "1.10, 1.11, 1.20, 1.21, 1.05, 1.10, baseline",
    })
    void theSelectionNeedsWhatWasShown(double a, double b, double c, double d, double e, double f, String expected) {
        BenchmarkResult result = result(
                true,
                comparison("pgo", "baseline", null, a, b),
                comparison("pgo-bolt", "baseline", null, c, d),
                comparison("pgo-bolt", "pgo", null, e, f));
        Selection selection =
                Selector.choose(List.of("baseline", "pgo", "pgo-bolt"), Set.of("baseline", "pgo", "pgo-bolt"), result);
        assertThat(selection.variant()).isEqualTo(expected);
        assertThat(selection.reason()).isNotBlank();
    }

    @Test
    void aWrongVariantIsNeverChosenHoweverFast() {
        BenchmarkResult result = result(
                true,
                comparison("pgo", "baseline", null, 0.90, 0.92),
                comparison("pgo-bolt", "baseline", null, 0.5, 0.6),
                comparison("pgo-bolt", "pgo", null, 0.5, 0.6));
        assertThat(Selector.choose(List.of("pgo", "pgo-bolt"), Set.of("pgo"), result)
                        .variant())
                .isEqualTo("pgo");
    }

    @Test
    void ofThreeTheSimplestThatIsLevelWithTheFirst() {
        List<Comparison> comparisons = new ArrayList<>(List.of(
                comparison("bolt", "baseline", null, 0.97, 0.98),
                comparison("pgo", "baseline", null, 0.90, 0.92),
                comparison("pgo-bolt", "baseline", null, 0.89, 0.91),
                comparison("pgo", "bolt", null, 0.92, 0.95),
                comparison("pgo-bolt", "bolt", null, 0.91, 0.94),
                comparison("pgo-bolt", "pgo", null, 0.985, 1.012)));
        BenchmarkResult result = result(true, comparisons.toArray(Comparison[]::new));
        assertThat(Selector.choose(List.of("bolt", "pgo", "pgo-bolt"), Set.of("bolt", "pgo", "pgo-bolt"), result)
                        .variant())
                .isEqualTo("pgo");
    }
}
