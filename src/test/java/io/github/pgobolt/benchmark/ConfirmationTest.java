package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private static final List<String> ALL = List.of("baseline", "pgo", "bolt", "pgo-bolt");
    private static final Control CONTROL = new Control(1, 0.99, 1.01, 30, Verdict.SAME);

    private final List<String> measured = new ArrayList<>();

    private static BenchmarkResult bothFaster() {
        return Results.of(
                CONTROL,
                null,
                Results.comparison("pgo", "baseline", 0.95, Verdict.FASTER),
                Results.comparison("pgo-bolt", "baseline", 0.90, Verdict.FASTER),
                Results.comparison("pgo-bolt", "pgo", 0.95, Verdict.FASTER));
    }

    private BenchmarkResult confirmed(BenchmarkResult first, List<String> variants, Map<String, Verdict> fresh) {
        return new Confirmation(ALL, variants).of(first, (variant, seconds) -> {
            measured.add(variant + " in " + seconds + " s");
            double ratio = fresh.get(variant) == Verdict.SLOWER ? 1.03 : 0.93;
            return Results.of(CONTROL, null, Results.comparison(variant, "baseline", ratio, fresh.get(variant)));
        });
    }

    @Test
    void whatIsToShipIsMeasuredAgainInAFifthOfTheBudget() {
        BenchmarkResult result =
                confirmed(bothFaster(), List.of("baseline", "pgo", "pgo-bolt"), Map.of("pgo-bolt", Verdict.FASTER));
        assertThat(measured).containsExactly("pgo-bolt in 12 s");
        assertThat(result.confirmations()).hasSize(1);
        assertThat(Selector.choose(ALL, Set.copyOf(ALL), result).variant()).isEqualTo("pgo-bolt");
    }

    @Test
    void whereItIsShownSlowerTheNextTakesItsPlaceAndTheTimeIsNotSpentTwice() {
        BenchmarkResult result =
                confirmed(bothFaster(), List.of("baseline", "pgo", "pgo-bolt"), Map.of("pgo-bolt", Verdict.SLOWER));
        assertThat(measured).as("the first took all of it").containsExactly("pgo-bolt in 12 s");
        assertThat(result.isRefuted("pgo-bolt")).isTrue();
        assertThat(Selector.choose(ALL, Set.copyOf(ALL), result).variant()).isEqualTo("pgo");
    }

    @Test
    void aSingleVariantIsNotChosenAmongOthers() {
        BenchmarkResult first = Results.of(CONTROL, null, Results.comparison("pgo", "baseline", 0.95, Verdict.FASTER));
        assertThat(confirmed(first, List.of("baseline", "pgo"), Map.of())).isEqualTo(first);
        assertThat(measured).isEmpty();
    }

    @Test
    void theBaselineNeedsNoConfirmation() {
        BenchmarkResult first = Results.of(
                CONTROL,
                null,
                Results.comparison("pgo", "baseline", 1.05, Verdict.SLOWER),
                Results.comparison("pgo-bolt", "baseline", 1.0, Verdict.SAME),
                Results.comparison("pgo-bolt", "pgo", 0.95, Verdict.FASTER));
        assertThat(confirmed(first, List.of("baseline", "pgo", "pgo-bolt"), Map.of()))
                .isEqualTo(first);
        assertThat(measured).isEmpty();
    }
}
