package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import java.util.Locale;

/**
 * A variant against another.
 *
 * @param variant the name of the variant
 * @param reference the name of the variant that it is compared with
 * @param workload the name of the workload, or null for all of them together (weighted geometric mean)
 * @param metric {@code cpu}, {@code wall} or {@code reported}
 * @param ratio time(variant) / time(reference), below 1 is faster; NaN without a pair
 * @param low the lower end of the interval of the ratio; 0 if there are too few pairs
 * @param high the upper end of the interval of the ratio; NaN or infinite if there are too few pairs
 * @param pairs the number of pairs
 * @param alpha the chance, over all looks, that the interval misses
 * @param verdict the conclusion from the interval
 */
public record Comparison(
        String variant,
        String reference,
        String workload,
        String metric,
        double ratio,
        double low,
        double high,
        int pairs,
        double alpha,
        Verdict verdict) {

    /** Whether there are enough pairs for an interval. */
    public boolean isBounded() {
        return Double.isFinite(high) && low > 0;
    }

    /** Returns one line for people: "pgo against baseline: CPU time -4.10 % (-5.00 % to -3.20 %; 24 pairs): faster". */
    public String sentence() {
        String what = Metric.valueOf(metric).words();
        String where = workload == null ? "" : " on " + workload;
        if (pairs == 0) {
            return variant + " against " + reference + where + ": not a single pair was measured: " + verdict.words();
        }
        String interval = isBounded() ? change(low) + " to " + change(high) + "; " : "too few for an interval; ";
        return String.format(
                Locale.ROOT,
                "%s against %s%s: %s %s (%s%s): %s",
                variant,
                reference,
                where,
                what,
                change(ratio),
                interval,
                Counted.of(pairs, "pair"),
                verdict.words());
    }

    private static String change(double ratio) {
        return String.format(Locale.ROOT, "%+.2f %%", (ratio - 1) * 100);
    }
}
