package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanTest {

    private static final int RACES = 1000;
    private static final double ALPHA = 0.05;

    /** The noise of a run, in logarithms. */
    enum Noise {
        EVEN(random -> 0.01 * random.nextGaussian()),
        SPIKES(random -> 0.004 * random.nextGaussian() + (random.nextInt(8) == 0 ? 0.3 * random.nextDouble() : 0)),
        STEPS(random -> 0.01 * random.nextInt(3));

        private final ToDoubleFunction<Random> run;

        Noise(ToDoubleFunction<Random> run) {
            this.run = run;
        }
    }

    private static List<String> names(int files) {
        List<String> names = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            names.add("file-" + file);
        }
        return names;
    }

    /** Returns rounds of files that differ by these, on a machine that drifts. */
    private static double[][] rounds(int rounds, Noise noise, Random random, double... differences) {
        double[][] times = new double[rounds][differences.length];
        double drift = 0;
        for (double[] round : times) {
            drift += 0.05 * random.nextGaussian();
            for (int file = 0; file < round.length; file++) {
                round[file] = drift + differences[file] + noise.run.applyAsDouble(random);
            }
        }
        return times;
    }

    /** Looks after every round as a benchmark does, and returns the look at which it would stop, or the last. */
    private static Span raced(double[][] times, double large) {
        Span span = null;
        for (int rounds = 1; rounds <= times.length; rounds++) {
            span = Span.of(names(times[0].length), Arrays.copyOf(times, rounds), ALPHA);
            if (span.exceeds(large)) {
                return span;
            }
        }
        return span;
    }

    @ParameterizedTest
    @EnumSource
    void ofEqualFilesNoDifferenceIsShown(Noise noise) {
        Random random = new Random(1);
        int wrong = 0;
        for (int race = 0; race < RACES; race++) {
            wrong += raced(rounds(48, noise, random, 0, 0, 0, 0, 0), 0).exceeds(0) ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo((int) (RACES * ALPHA));
    }

    @ParameterizedTest
    @EnumSource
    void theSpanIsHeldByItsInterval(Noise noise) {
        Random random = new Random(2);
        int missed = 0;
        for (int race = 0; race < RACES; race++) {
            Span span = Span.of(names(5), rounds(24, noise, random, 0, 0.06, 0.02, 0.01, -0.02), ALPHA);
            missed += Math.log(span.low()) > 0.08 || Math.log(span.high()) < 0.08 ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo((int) (RACES * ALPHA));
    }

    @ParameterizedTest
    @EnumSource
    void tenPerCentAreFoundInAFewRounds(Noise noise) {
        Random random = new Random(3);
        int found = 0;
        for (int race = 0; race < RACES; race++) {
            Span span = raced(rounds(24, noise, random, 0, 0.01, -0.1, 0, 0.01), 0.05);
            found += span.exceeds(0.05) && span.fastest().equals("file-2") ? 1 : 0;
        }
        assertThat(found).isGreaterThan((int) (0.9 * RACES));
    }

    @Test
    void namesTheFilesAndTheirRatios() {
        Span span = Span.of(
                List.of("pgo", "draw-1", "draw-2"),
                rounds(24, Noise.EVEN, new Random(4), 0, Math.log(1.2), Math.log(0.9)),
                ALPHA);
        assertThat(span.slowest()).isEqualTo("draw-1");
        assertThat(span.fastest()).isEqualTo("draw-2");
        assertThat(span.ratio()).isCloseTo(1.2 / 0.9, within(0.02));
        assertThat(span.files()).extracting(Span.OneFile::name).containsExactly("pgo", "draw-1", "draw-2");
        assertThat(span.files().get(1).low()).isLessThan(1.2);
        assertThat(span.files().get(1).high()).isGreaterThan(1.2);
        assertThat(span.files().get(0).ratio()).isEqualTo(1);
    }

    @Test
    void tooFewRoundsShowNothing() {
        int fewest = Span.fewestRounds(3);
        assertThat(Span.of(names(3), rounds(fewest - 1, Noise.EVEN, new Random(6), 0, 0.5, 1), ALPHA))
                .satisfies(span -> assertThat(span.exceeds(0)).isFalse())
                .satisfies(span -> assertThat(span.high()).isInfinite());
        assertThat(Span.of(names(3), rounds(fewest, Noise.EVEN, new Random(6), 0, 0.5, 1), ALPHA)
                        .exceeds(0.5))
                .isTrue();
        assertThat(Span.of(names(2), new double[0][], ALPHA).exceeds(0)).isFalse();
    }

    @Test
    void aSmallSpanIsShownToBeSmall() {
        Span span = Span.of(names(4), rounds(100, Noise.EVEN, new Random(9), 0, 0, 0.001, 0), ALPHA);
        assertThat(span.isWithin(0.02)).isTrue();
        assertThat(span.exceeds(0)).isFalse();
    }
}
