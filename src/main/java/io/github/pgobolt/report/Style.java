package io.github.pgobolt.report;

import io.github.pgobolt.benchmark.Verdict;
import java.util.function.UnaryOperator;

/**
 * How a terminal shows what is good, bad, doubtful or strong; {@link #PLAIN} where there is no terminal.
 *
 * @param good for what went well
 * @param bad for what did not
 * @param doubtful for what is undecided
 * @param strong for what the eye should find first
 */
public record Style(
        UnaryOperator<String> good,
        UnaryOperator<String> bad,
        UnaryOperator<String> doubtful,
        UnaryOperator<String> strong) {

    public static final Style PLAIN = new Style(
            UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

    UnaryOperator<String> of(Headline.Tone tone) {
        return switch (tone) {
            case GOOD -> good;
            case NEUTRAL -> doubtful;
            case BAD -> bad;
        };
    }

    UnaryOperator<String> ofVerdict(Verdict verdict) {
        return of(tone(verdict));
    }

    static Headline.Tone tone(Verdict verdict) {
        return verdict == Verdict.FASTER
                ? Headline.Tone.GOOD
                : verdict == Verdict.SLOWER ? Headline.Tone.BAD : Headline.Tone.NEUTRAL;
    }
}
