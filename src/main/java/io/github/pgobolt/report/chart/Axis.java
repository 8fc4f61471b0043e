package io.github.pgobolt.report.chart;

import java.math.BigDecimal;
import java.util.List;

/**
 * A scale that can be read: round values with their grid lines, and what is measured.
 *
 * @param title what is measured, and in which unit
 * @param signed whether numbers above zero have a plus
 * @param least no step between values is smaller; 1 for what is counted
 */
record Axis(Scale scale, String title, boolean signed, double least) {

    private static final double GAP = 16;

    /** Changes in per cent, or other numbers of which half ones exist. */
    static Axis of(Scale scale, String title, boolean signed) {
        return new Axis(scale, title, signed, 0);
    }

    /** Below the frame, with vertical lines through it. */
    void below(Svg svg, Frame frame) {
        lines(svg, frame);
        for (BigDecimal tick : ticks()) {
            svg.text(Colour.INK, Svg.Anchor.MIDDLE, place(tick), frame.bottom() + 17, label(tick));
        }
        svg.text(Colour.MUTED, Svg.Anchor.MIDDLE, (frame.left() + frame.right()) / 2, frame.bottom() + 36, title);
    }

    /** Vertical lines alone, where the numbers stand below another frame. */
    void lines(Svg svg, Frame frame) {
        ticks().forEach(t -> svg.thin(Colour.GRID, place(t), frame.top(), place(t), frame.bottom()));
    }

    /** At the left of the frame, with horizontal lines through it and the title above. */
    void left(Svg svg, Frame frame) {
        for (BigDecimal tick : ticks()) {
            svg.thin(Colour.GRID, frame.left(), place(tick), frame.right(), place(tick));
            svg.text(Colour.INK, Svg.Anchor.END, frame.left() - 6, place(tick) + 4, label(tick));
        }
        svg.text(Colour.MUTED, Svg.Anchor.START, frame.left(), frame.top() - 7, title);
    }

    /** At the right of a frame that has its lines from another axis. */
    void right(Svg svg, Frame frame) {
        for (BigDecimal tick : ticks()) {
            svg.text(Colour.INK, Svg.Anchor.START, frame.right() + 6, place(tick) + 4, label(tick));
        }
        svg.text(Colour.MUTED, Svg.Anchor.END, frame.right(), frame.top() - 7, title);
    }

    /** The width of its numbers. */
    double room() {
        return ticks().stream().mapToDouble(t -> Label.width(label(t))).max().orElse(0);
    }

    /** As many as have room beside each other, so that their labels do not touch. */
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
        double widest = ticks.stream().mapToDouble(t -> Label.width(label(t))).max().orElse(0);
        return ticks.size() > 1 && place(ticks.get(1)) - place(ticks.get(0)) < widest + GAP;
    }

    private double place(BigDecimal tick) {
        return scale.at(tick.doubleValue());
    }

    private String label(BigDecimal tick) {
        return Label.number(tick, signed);
    }
}
