package io.github.pgobolt.benchmark;

import org.apache.commons.statistics.descriptive.Median;

/**
 * What the pairs say of two files.
 *
 * @param logRatio the median of the paired differences ln(variant) - ln(reference); NaN without a pair
 * @param interval its interval, valid at every look
 * @param pairs how many pairs there are
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

    /** time(variant) / time(reference): below 1 is faster. */
    public double ratio() {
        return Math.exp(logRatio);
    }

    /** Lower end of the ratio; 0 where there are too few pairs. */
    public double lowRatio() {
        return Math.exp(interval.low());
    }

    /** Upper end of the ratio; infinite where there are too few pairs. */
    public double highRatio() {
        return Math.exp(interval.high());
    }
}
