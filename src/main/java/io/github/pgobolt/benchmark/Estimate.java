package io.github.pgobolt.benchmark;

import org.apache.commons.statistics.descriptive.Median;

/**
 * The estimate from the pairs of two files.
 *
 * @param logRatio the median of the paired differences ln(variant) - ln(reference); NaN without a pair
 * @param interval its interval, valid at every look
 * @param pairs the number of pairs
 * @param alpha the chance, over all looks, that the interval misses the true median
 */
public record Estimate(double logRatio, Interval interval, int pairs, double alpha) {

    public static Estimate of(double[] logRatios, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is between 0 and 1, not " + alpha);
        }
        return new Estimate(
                logRatios.length == 0 ? Double.NaN : Median.withDefaults().evaluate(logRatios),
                Interval.of(logRatios, alpha),
                logRatios.length,
                alpha);
    }

    /** Returns time(variant) / time(reference): below 1 is faster. */
    public double ratio() {
        return Math.exp(logRatio);
    }

    /** Returns the lower end of the ratio; 0 if there are too few pairs. */
    public double lowRatio() {
        return Math.exp(interval.low());
    }

    /** Returns the upper end of the ratio; infinite if there are too few pairs. */
    public double highRatio() {
        return Math.exp(interval.high());
    }
}
