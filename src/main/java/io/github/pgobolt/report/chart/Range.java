package io.github.pgobolt.report.chart;

import java.util.stream.DoubleStream;

/** The smallest to the largest value of an axis; never empty or infinite. */
record Range(double low, double high) {

    /** Far beyond anything measured; the difference of two such values is still finite. */
    private static final double LIMIT = 1e300;

    private static final double LEAST_SHARE = 1e-9;

    Range {
        low = limited(low);
        high = limited(high);
        double size = Math.max(Math.abs(low), Math.abs(high));
        // A single value, or two that an axis could not tell apart, is shown with a margin around it.
        if (!(high - low > Math.max(1 / LIMIT, size * LEAST_SHARE))) {
            double margin = size > 1 / LIMIT ? size * 0.1 : 0.5;
            low = limited(low - margin);
            high = low + 2 * margin;
        }
    }

    /** Returns the range of the finite values; 0 to 1 if there are none. */
    static Range of(DoubleStream values) {
        var statistics = values.filter(Double::isFinite).summaryStatistics();
        return statistics.getCount() == 0 ? new Range(0, 1) : new Range(statistics.getMin(), statistics.getMax());
    }

    /** Returns the range from zero to the largest value, for lengths; to 1 if none is above zero. */
    static Range fromZero(DoubleStream values) {
        double high = values.filter(Double::isFinite).max().orElse(0);
        return new Range(0, high > 1 / LIMIT ? high : 1);
    }

    Range with(double value) {
        return new Range(Math.min(low, value), Math.max(high, value));
    }

    /** Returns the range extended at both ends by a share of its length. */
    Range padded(double share) {
        double margin = (high - low) * share;
        return new Range(low - margin, high + margin);
    }

    boolean holds(double value) {
        return value >= low && value <= high;
    }

    double clamp(double value) {
        return Math.max(low, Math.min(high, value));
    }

    private static double limited(double value) {
        return Double.isNaN(value) ? 0 : Math.max(-LIMIT, Math.min(LIMIT, value));
    }
}
