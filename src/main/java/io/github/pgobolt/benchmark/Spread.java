package io.github.pgobolt.benchmark;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;

/** Median and extremes of some numbers. */
public record Spread(double median, double min, double max) {

    /** Returns the spread; null if there are no numbers. */
    static Spread of(double[] values) {
        return values.length == 0
                ? null
                : new Spread(
                        Median.withDefaults().evaluate(values),
                        Arrays.stream(values).min().getAsDouble(),
                        Arrays.stream(values).max().getAsDouble());
    }
}
