package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final double DELTA = 0.01;

    @ParameterizedTest
    @CsvSource({
        "-0.05, -0.002, FASTER",
        "-0.003, -0.001, FASTER",
        "0.001, 0.2, SLOWER",
        "-0.009, 0.009, SAME",
        "-0.015, 0.015, NO_DIFFERENCE_SHOWN",
        "-0.03, 0.03, TOO_NOISY",
        // Bounds symmetric in the logarithm would be wrong here: 1 - 0.01 is ln 0.99 = -0.01005, 1 + 0.01 is 0.00995.
        "-0.01004, 0.00994, SAME",
        "-0.005, 0.00996, NO_DIFFERENCE_SHOWN",
    })
    void followsFromTheIntervalAlone(double low, double high, Verdict expected) {
        Estimate estimate = new Estimate((low + high) / 2, new Interval(low, high), 30, 0.05);
        assertThat(Verdict.of(estimate, DELTA, null)).isEqualTo(expected);
    }

    @Test
    void tooFewPairsAreTooNoisyHoweverClear() {
        double[] sevenTimesTwiceAsFast =
                IntStream.range(0, 7).mapToDouble(i -> -0.69).toArray();
        assertThat(Verdict.of(Estimate.of(sevenTimesTwiceAsFast, 0.05), DELTA, null))
                .isEqualTo(Verdict.TOO_NOISY);
    }

    @Test
    void aReferenceThatDiffersFromItselfTakesEveryVerdictBack() {
        Estimate clear = new Estimate(-0.1, new Interval(-0.11, -0.09), 30, 0.05);
        Estimate sound = new Estimate(0, new Interval(-0.001, 0.001), 30, 0.05);
        Estimate drifting = new Estimate(0.02, new Interval(0.01, 0.03), 30, 0.05);
        assertThat(Verdict.of(clear, DELTA, sound)).isEqualTo(Verdict.FASTER);
        assertThat(Verdict.of(clear, DELTA, drifting)).isEqualTo(Verdict.TOO_NOISY);
    }
}
