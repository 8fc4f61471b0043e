package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expected values in the CSV files are from {@code golden_intervals.py} beside them: Python with exact integers and
 * fractions, which shares neither the logarithms nor the library used here.
 */
class IntervalTest {

    private static double alpha(String text) {
        String[] parts = text.split("/");
        return parts.length == 1
                ? Double.parseDouble(text)
                : Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "ranks.csv")
    void theRankIsThatOfExactArithmetic(String alpha, int n, int expected) {
        assertThat(Interval.rank(n, alpha(alpha))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "intervals.csv", maxCharsPerColumn = 10_000)
    void intervalAndMedianAreThoseOfExactArithmetic(
            String alpha, double low, double high, double median, String differences) {
        double[] values = Stream.of(differences.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Estimate estimate = Estimate.of(values, alpha(alpha));
        assertThat(estimate.interval()).isEqualTo(new Interval(low, high));
        assertThat(estimate.logRatio()).isCloseTo(median, within(1e-15));
    }

    /**
     * The chance that a fair coin is ever rejected when looking after every pair: below alpha for any number of looks.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "chances.csv")
    void lookingAfterEveryPairKeepsItsPromise(String alpha, int looks, double expected) {
        assertThat(chanceOfEverRejecting(alpha(alpha), looks))
                .isCloseTo(expected, within(1e-12))
                .isLessThan(alpha(alpha));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 8", "0.025, 9", "0.01, 11", "0.001, 14"})
    void theFewestPairsAreTheFirstRankAboveNothing(double alpha, int expected) {
        assertThat(Interval.minimumPairs(alpha)).isEqualTo(expected);
    }

    @Test
    void sevenPairsGiveNoInterval() {
        assertThat(Interval.of(new double[7], 0.05).isBounded()).isFalse();
        assertThat(Interval.of(new double[8], 0.05).isBounded()).isTrue();
        assertThat(Interval.of(new double[0], 0.05)).isEqualTo(Interval.UNBOUNDED);
    }

    private static double chanceOfEverRejecting(double alpha, int looks) {
        double rejected = 0;
        double[] alive = {1};
        for (int n = 1; n <= looks; n++) {
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
