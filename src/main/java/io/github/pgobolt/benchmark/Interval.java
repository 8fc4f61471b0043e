package io.github.pgobolt.benchmark;

import java.util.Arrays;
import org.apache.commons.numbers.combinatorics.LogBinomialCoefficient;

/**
 * An interval for the median of paired differences that holds at every look, not only at the last.
 *
 * <p>With S of n differences above t, the hypothesis "the median is t" is rejected when
 * {@code 2^n / ((n + 1) C(n, S)) >= 1 / alpha}. The left side is the likelihood of S under a uniform mixture of coins
 * over its likelihood under a fair coin: a martingale under the hypothesis, so that by Ville's inequality the chance
 * that it ever reaches {@code 1 / alpha}, at any n, is at most alpha. So one may look after every pair and stop at any
 * time. The values of t that are not rejected form the interval {@code [x_(k), x_(n+1-k)]}, where k is the smallest S
 * that is not rejected.
 *
 * @param low the lower end, or negative infinity if there are too few pairs
 * @param high the upper end, or positive infinity if there are too few pairs
 */
public record Interval(double low, double high) {

    /** The interval before anything is known. */
    public static final Interval UNBOUNDED = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Returns the interval of these differences, in any order, at the level {@code 1 - alpha}. */
    public static Interval of(double[] differences, double alpha) {
        int n = differences.length;
        int k = rank(n, alpha);
        if (k == 0) {
            return UNBOUNDED;
        }
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        return new Interval(sorted[k - 1], sorted[n - k]);
    }

    /**
     * Returns the smallest number of differences on one side that is not rejected; 0 if no interval is possible yet.
     */
    static int rank(int n, double alpha) {
        int k = 0;
        while (rejected(n, k, alpha)) {
            k++;
        }
        return k;
    }

    /** Returns the minimum number of pairs for an interval: 8 at alpha = 0.05. */
    public static int minimumPairs(double alpha) {
        int n = 1;
        while (rank(n, alpha) == 0) {
            n++;
        }
        return n;
    }

    private static boolean rejected(int n, int above, double alpha) {
        if (n == 0) {
            return false;
        }
        double logRatio = n * Math.log(2) - Math.log(n + 1) - LogBinomialCoefficient.value(n, above);
        // Beyond the middle nothing is rejected for any alpha below 1; the tolerance covers 2^n/((n+1)C) == 1/alpha.
        return logRatio >= -Math.log(alpha) - 1e-12;
    }

    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /** Whether it lies entirely on one side of the value. */
    public boolean excludes(double value) {
        return low > value || high < value;
    }

    /** Whether it lies entirely between the two values. */
    public boolean isWithin(double from, double to) {
        return low >= from && high <= to;
    }

    public double halfWidth() {
        return (high - low) / 2;
    }
}
