package io.github.pgobolt.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static List<String> ticks(double low, double high, int most) {
        return new Scale(new Range(low, high), 0, 100)
                .ticks(most, 0).stream().map(t -> Label.number(t, false)).toList();
    }

    @Test
    void ticksAreRoundAndExact() {
        assertThat(ticks(0, 10, 5)).containsExactly("0", "2", "4", "6", "8", "10");
        assertThat(ticks(-0.31, 0.31, 7)).containsExactly("-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3");
        assertThat(ticks(-25.2, 2.6, 6)).containsExactly("-25", "-20", "-15", "-10", "-5", "0");
        assertThat(ticks(0, 1_234_567, 4)).containsExactly("0", "500,000", "1,000,000");
        assertThat(ticks(9_999_999.75, 10_000_000, 3)).contains("9,999,999.8", "10,000,000.0");
    }

    @Test
    void stepsOfWhatIsCountedAreWhole() {
        assertThat(new Scale(new Range(0.5, 3.5), 0, 900).ticks(20, 1))
                .extracting(BigDecimal::intValueExact)
                .containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1e-12",
        "-1e-300, 1e-300",
        "0, 4.9e-324",
        "1, 1.0000000000000002",
        "-1e308, 1e308",
        "1e18, 1e18",
        "-7, -7",
        "0, 0",
        "NaN, NaN",
        "-Infinity, Infinity",
        "5, NaN",
        "3, -3",
        "1e15, 1000000000000001",
        "-1000000, -999999.5"
    })
    void everyRangeHasFewTicksInsideOfItAtTheirPlaces(double low, double high) {
        Range range = new Range(low, high);
        Scale scale = new Scale(range, 100, 900);
        List<BigDecimal> ticks = scale.ticks(8, 0);
        assertThat(range.low()).isLessThan(range.high());
        assertThat(ticks).hasSizeBetween(2, 9);
        double before = 99;
        for (BigDecimal tick : ticks) {
            double value = tick.doubleValue();
            assertThat(scale.at(value)).isGreaterThan(before).isBetween(100.0, 900.0);
            assertThat(Label.number(tick, true))
                    .doesNotContain("NaN", "Infinity")
                    .hasSizeLessThan(24);
            before = scale.at(value);
        }
    }

    @Test
    void aValueOutsideIsAtTheEdge() {
        Scale upwards = new Scale(new Range(0, 10), 200, 100);
        assertThat(upwards.at(0)).isEqualTo(200);
        assertThat(upwards.at(2.5)).isEqualTo(175);
        assertThat(upwards.at(1e308)).isEqualTo(100);
        assertThat(upwards.at(Double.NEGATIVE_INFINITY)).isEqualTo(200);
    }

    @Test
    void whatIsNoNumberWidensNoRange() {
        DoubleStream values = DoubleStream.of(Double.NaN, 3, Double.POSITIVE_INFINITY, 1);
        assertThat(Range.of(values)).isEqualTo(new Range(1, 3));
        assertThat(Range.of(DoubleStream.empty())).isEqualTo(new Range(0, 1));
        assertThat(Range.fromZero(DoubleStream.of(Double.NaN, -4))).isEqualTo(new Range(0, 1));
        assertThat(Range.fromZero(DoubleStream.of(4, 2))).isEqualTo(new Range(0, 4));
    }

    @Test
    void labelsOfAnAxisDoNotTouch() {
        for (double high : new double[] {1, 7, 1e3, 123_456_789, 999_999_999, 1e12, 3e-5, 2e-9}) {
            Axis axis = Axis.of(new Scale(new Range(0, high), 120, 940), "", true);
            List<BigDecimal> ticks = axis.ticks();
            for (int i = 1; i < ticks.size(); i++) {
                double distance = axis.scale().at(ticks.get(i).doubleValue())
                        - axis.scale().at(ticks.get(i - 1).doubleValue());
                assertThat(distance).isGreaterThan(Label.width(Label.number(ticks.get(i), true)));
            }
            assertThat(ticks).hasSizeGreaterThan(2);
        }
    }
}
