package io.github.pgobolt.report.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Maps a range of values to pixels.
 *
 * @param start the pixel of the range's low end
 * @param end the pixel of its high end; less than the start if values grow upwards
 */
record Scale(Range range, double start, double end) {

    /** Returns the pixel of a value; a value outside the range is at its edge. */
    double at(double value) {
        double share = (range.clamp(value) - range.low()) / (range.high() - range.low());
        return start + share * (end - start);
    }

    double length() {
        return Math.abs(end - start);
    }

    /**
     * Returns round values within the range: multiples of the smallest 1, 2 or 5 times a power of ten that does not
     * give too many (Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990). Decimal, so that 0.3 is 0.3.
     *
     * @param most the maximum number of values
     * @param least the smallest step
     */
    List<BigDecimal> ticks(int most, double least) {
        BigDecimal step = step(Math.max(least, (range.high() - range.low()) / most));
        BigDecimal first = new BigDecimal(range.low()).divide(step, 0, RoundingMode.CEILING);
        BigDecimal last = new BigDecimal(range.high());
        return Stream.iterate(first, n -> n.multiply(step).compareTo(last) <= 0, n -> n.add(BigDecimal.ONE))
                .map(step::multiply)
                .toList();
    }

    private static BigDecimal step(double rough) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
        BigDecimal least = new BigDecimal(rough);
        return Stream.of(1, 2, 5, 10)
                .map(n -> power.multiply(BigDecimal.valueOf(n)))
                .filter(s -> s.compareTo(least) >= 0)
                .findFirst()
                .orElseThrow()
                .stripTrailingZeros();
    }
}
