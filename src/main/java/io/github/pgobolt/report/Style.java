package io.github.pgobolt.report;

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

    UnaryOperator<String> ofVerdict(String verdict) {
        return of(tone(verdict));
    }

    static Headline.Tone tone(String verdict) {
        return "faster".equals(verdict)
                ? Headline.Tone.GOOD
                : "slower".equals(verdict) ? Headline.Tone.BAD : Headline.Tone.NEUTRAL;
    }
}
