package io.github.pgobolt.report.chart;

import java.math.BigDecimal;
import java.util.List;

/**
 * A readable scale: round values with their grid lines, and a title.
 *
 * @param title what is measured, and in which unit
 * @param signed whether numbers above zero have a plus
 * @param least the smallest step between values; 1 for counts
 */
record Axis(Scale scale, String title, boolean signed, double least) {

    private static final double GAP = 16;

    /** Returns an axis for changes in per cent, or other numbers that may be fractional. */
    static Axis of(Scale scale, String title, boolean signed) {
        return new Axis(scale, title, signed, 0);
    }

    /** Draws the axis below the frame, with vertical lines through it. */
    void below(Svg svg, Frame frame) {
        lines(svg, frame);
        for (BigDecimal tick : ticks()) {
            svg.text(Colour.INK, Svg.Anchor.MIDDLE, place(tick), frame.bottom() + 17, label(tick));
        }
        svg.text(Colour.MUTED, Svg.Anchor.MIDDLE, (frame.left() + frame.right()) / 2, frame.bottom() + 36, title);
    }

    /** Draws only the vertical lines, for a frame whose numbers are below another one. */
    void lines(Svg svg, Frame frame) {
        ticks().forEach(t -> svg.thin(Colour.GRID, place(t), frame.top(), place(t), frame.bottom()));
    }

    /** Draws the axis to the left of the frame, with horizontal lines through it and the title above. */
    void left(Svg svg, Frame frame) {
        for (BigDecimal tick : ticks()) {
            svg.thin(Colour.GRID, frame.left(), place(tick), frame.right(), place(tick));
            svg.text(Colour.INK, Svg.Anchor.END, frame.left() - 6, place(tick) + 4, label(tick));
        }
        svg.text(Colour.MUTED, Svg.Anchor.START, frame.left(), frame.top() - 7, title);
    }

    /** Draws the axis to the right of a frame whose lines belong to another axis. */
    void right(Svg svg, Frame frame) {
        for (BigDecimal tick : ticks()) {
            svg.text(Colour.INK, Svg.Anchor.START, frame.right() + 6, place(tick) + 4, label(tick));
        }
        svg.text(Colour.MUTED, Svg.Anchor.END, frame.right(), frame.top() - 7, title);
    }

    /** Returns the width of its numbers. */
    double room() {
        return ticks().stream().mapToDouble(t -> Label.width(label(t))).max().orElse(0);
    }

    /** Returns as many ticks as fit side by side without their labels touching. */
    List<BigDecimal> ticks() {
        boolean upright = scale.end() < scale.start();
        int most = (int) Math.max(3, scale.length() / (upright ? 18 : 40));
        List<BigDecimal> ticks = scale.ticks(most, least);
        while (!upright && most > 3 && tooClose(ticks)) {
            most--;
            ticks = scale.ticks(most, least);
        }
        return ticks;
    }

    private boolean tooClose(List<BigDecimal> ticks) {
        double widest =
                ticks.stream().mapToDouble(t -> Label.width(label(t))).max().orElse(0);
        return ticks.size() > 1 && place(ticks.get(1)) - place(ticks.get(0)) < widest + GAP;
    }

    private double place(BigDecimal tick) {
        return scale.at(tick.doubleValue());
    }

    private String label(BigDecimal tick) {
        return Label.number(tick, signed);
    }
}
