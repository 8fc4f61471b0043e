package io.github.pgobolt.base;

import java.util.Locale;

/** Shares in per cent, for people. */
public final class Percent {

    private Percent() {}

    /**
     * Returns a share with one decimal and without a sign, rounded down, so that it never reads as a limit that was not
     * reached.
     *
     * @param share from 0 to 1
     */
    public static String down(double share) {
        return String.format(Locale.ROOT, "%.1f", Math.floor(1000 * share) / 10);
    }
}
