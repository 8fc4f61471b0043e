package io.github.pgobolt.report.chart;

import java.util.stream.DoubleStream;

/** From the least to the largest value of an axis; never empty, never without end. */
record Range(double low, double high) {

    /** Far beyond anything measured; a difference of two of them is still a number. */
    private static final double LIMIT = 1e300;

    private static final double LEAST_SHARE = 1e-9;

    Range {
        low = limited(low);
        high = limited(high);
        double size = Math.max(Math.abs(low), Math.abs(high));
        // Of one value, or of two that the digits of an axis could not tell apart, the surroundings are shown.
        if (!(high - low > Math.max(1 / LIMIT, size * LEAST_SHARE))) {
            double margin = size > 1 / LIMIT ? size * 0.1 : 0.5;
            low = limited(low - margin);
            high = low + 2 * margin;
        }
    }

    /** Of what is a number among the values; from 0 to 1 where nothing is. */
    static Range of(DoubleStream values) {
        var statistics = values.filter(Double::isFinite).summaryStatistics();
        return statistics.getCount() == 0 ? new Range(0, 1) : new Range(statistics.getMin(), statistics.getMax());
    }

    /** From zero to the largest of them, for what is a length; to 1 where none is above zero. */
    static Range fromZero(DoubleStream values) {
        double high = values.filter(Double::isFinite).max().orElse(0);
        return new Range(0, high > 1 / LIMIT ? high : 1);
    }

    Range with(double value) {
        return new Range(Math.min(low, value), Math.max(high, value));
    }

    /** With a share of its length more at both ends. */
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
