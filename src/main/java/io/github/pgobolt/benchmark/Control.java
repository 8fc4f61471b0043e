package io.github.pgobolt.benchmark;

/**
 * The reference against itself (A/A), in the same rounds as everything else.
 *
 * @param ratio time(second run) / time(first run); NaN without a pair
 * @param low the lower end of its interval; 0 if there are too few pairs
 * @param high the upper end of its interval; NaN or infinite if there are too few pairs
 * @param pairs the number of pairs
 * @param verdict FASTER or SLOWER here means that the machine cannot be trusted, and every verdict is TOO_NOISY
 */
public record Control(double ratio, double low, double high, int pairs, Verdict verdict) {

    /** Whether there are enough pairs for an interval. */
    public boolean isBounded() {
        return Double.isFinite(high) && low > 0;
    }

    /** Whether the reference does not differ from itself. */
    public boolean holds() {
        return verdict != Verdict.FASTER && verdict != Verdict.SLOWER;
    }
}
