package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The golden values come from Python 3.11 with exact integers ({@code fractions.Fraction}, {@code math.comb}), which
 * share neither the logarithms nor the library used here:
 * {@code next(S for S in range(n + 1) if not Fraction(2**n, (n + 1) * comb(n, S)) >= 1 / alpha)}.
 */
class IntervalTest {

    @ParameterizedTest
    @CsvSource({
        "0.05, 7, 0",
        "0.05, 8, 1",
        "0.05, 11, 1",
        "0.05, 12, 2",
        "0.05, 15, 2",
        "0.05, 20, 4",
        "0.05, 30, 7",
        "0.05, 50, 15",
        "0.05, 80, 26",
        "0.05, 100, 35",
        "0.05, 160, 60",
        "0.05, 500, 212",
        "0.05, 1000, 445",
        "0.025, 8, 0",
        "0.025, 9, 1",
        "0.025, 160, 59",
        "0.025, 1000, 442",
        "0.01, 10, 0",
        "0.01, 11, 1",
        "0.01, 160, 57",
        "0.01, 1000, 438",
        "0.001, 12, 0",
        "0.001, 15, 1",
        "0.001, 160, 54",
        "0.001, 1000, 429"
    })
    void theRankIsThatOfExactArithmetic(double alpha, int n, int expected) {
        assertThat(Interval.rank(n, alpha)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 8", "0.025, 9", "0.01, 11", "0.001, 14"})
    void theFewestPairsAreThoseOfExactArithmetic(double alpha, int expected) {
        assertThat(Interval.minimumPairs(alpha)).isEqualTo(expected);
    }

    @Test
    void theEndsAreOrderStatistics() {
        double[] differences = {.031, -.012, .044, .018, .027, -.003, .052, .021, .035, .009, .015, .040};
        // Python: sorted(xs)[k - 1], sorted(xs)[n - k], with k = 2 for n = 12; the median is (0.021 + 0.027) / 2.
        assertThat(Interval.of(differences, 0.05)).isEqualTo(new Interval(-.003, .044));
        assertThat(Estimate.of(differences, 0.05).logRatio()).isCloseTo(.024, within(1e-12));
    }

    @Test
    void sevenPairsGiveNoInterval() {
        assertThat(Interval.of(new double[7], 0.05).isBounded()).isFalse();
        assertThat(Interval.of(new double[8], 0.05).isBounded()).isTrue();
        assertThat(Interval.of(new double[0], 0.05)).isEqualTo(Interval.UNBOUNDED);
    }

    /**
     * The chance that a fair coin is ever rejected in 160 looks, from an exact dynamic program over the states that are
     * not rejected yet; Python with Fractions gives 0.0299369 and, at 1/40 and 1/60, must stay below those levels.
     */
    @Test
    void lookingAfterEveryPairKeepsItsPromise() {
        assertThat(chanceOfEverRejecting(0.05)).isCloseTo(0.029936900663277016, within(1e-12));
        assertThat(chanceOfEverRejecting(1 / 60.0)).isCloseTo(0.009601602958402063, within(1e-12));
    }

    private static double chanceOfEverRejecting(double alpha) {
        double rejected = 0;
        double[] alive = {1};
        for (int n = 1; n <= 160; n++) {
            double[] next = new double[n + 1];
            for (int above = 0; above < n; above++) {
                next[above] += alive[above] / 2;
                next[above + 1] += alive[above] / 2;
            }
            int k = Interval.rank(n, alpha);
            for (int above = 0; above <= n; above++) {
                if (above < k || above > n - k) {
                    rejected += next[above];
                    next[above] = 0;
                }
            }
            alive = next;
        }
        return rejected;
    }
}
