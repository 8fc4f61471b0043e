package io.github.pgobolt.report;

import io.github.pgobolt.benchmark.Verdict;
import java.util.function.UnaryOperator;

/**
 * How a terminal shows good, bad, doubtful and important text; {@link #PLAIN} if there is no terminal.
 *
 * @param good for success
 * @param bad for failure
 * @param doubtful for anything undecided
 * @param strong for the text that the eye should find first
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
