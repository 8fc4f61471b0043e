package io.github.pgobolt.benchmark;

import java.util.Locale;

/** The verdict of a benchmark on a variant and its reference. */
public enum Verdict {
    /** The whole interval is below a ratio of 1. */
    FASTER,
    /** The whole interval is above a ratio of 1. */
    SLOWER,
    /** The whole interval is within delta of a ratio of 1. */
    SAME,
    /** The budget is spent and the interval, though no wider than 2 delta to each side, contains 1. */
    NO_DIFFERENCE_SHOWN,
    /** The interval is wider than that, there are too few pairs, or the reference differs from itself. */
    TOO_NOISY;

    /**
     * Returns the verdict on an estimate.
     *
     * @param delta the difference that counts as none, as a fraction
     * @param control the reference against itself, or null if the estimate is that control
     */
    public static Verdict of(Estimate estimate, double delta, Estimate control) {
        Interval interval = estimate.interval();
        if (!interval.isBounded() || control != null && control.interval().excludes(0)) {
            return TOO_NOISY;
        }
        if (interval.high() < 0) {
            return FASTER;
        }
        if (interval.low() > 0) {
            return SLOWER;
        }
        if (interval.isWithin(Math.log1p(-delta), Math.log1p(delta))) {
            return SAME;
        }
        return interval.halfWidth() <= 2 * delta ? NO_DIFFERENCE_SHOWN : TOO_NOISY;
    }

    /** Whether no more pairs are needed. */
    public boolean isDecided() {
        return this == FASTER || this == SLOWER || this == SAME;
    }

    /** Returns the verdict in words. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
