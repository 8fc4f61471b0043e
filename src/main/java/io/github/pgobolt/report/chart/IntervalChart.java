package io.github.pgobolt.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Intervals of changes as horizontal lines with a point, and the zero line. The axis covers the range that a reader
 * compares; an interval that extends far beyond it ends in an arrow at the edge, and the table has its full values.
 */
public final class IntervalChart {

    private static final double MIN_SPAN = 3;
    private static final double MAX_PERCENT = 60;
    private static final double PER_LINE = 26;

    private final List<Line> lines;
    private final Svg svg;
    private final Frame frame;
    private final Scale x;

    /**
     * A line of the chart, in per cent.
     *
     * @param row the name on the left; lines with the same name share a row
     * @param text the text above the point
     */
    public record Line(String row, Look look, double value, double low, double high, String text) {

        boolean isDrawable() {
            return Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high) && low <= high;
        }
    }

    /** A range behind the lines, in per cent. */
    public record Band(double low, double high, Colour colour, double opacity) {}

    private IntervalChart(List<Line> lines, Rows rows) {
        this.lines = lines;
        frame = rows.frame(Frame.MARGIN);
        svg = new Svg(frame.bottom() + Frame.BELOW);
        x = frame.across(range(lines));
    }

    /** Draws the chart; empty if no line has an interval. */
    public static Optional<String> draw(List<Line> all, List<Band> bands) {
        List<Line> lines = all.stream().filter(Line::isDrawable).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = lines.stream().map(Line::row).distinct().toList();
        Rows rows = new Rows(names, i -> 8 + PER_LINE * of(lines, names.get(i)).size());
        return Optional.of(new IntervalChart(lines, rows).draw(names, rows, bands));
    }

    private static List<Line> of(List<Line> lines, String row) {
        return lines.stream().filter(l -> l.row().equals(row)).toList();
    }

    private static Range range(List<Line> lines) {
        double low = lines.stream().mapToDouble(Line::low).min().orElse(0);
        double high = lines.stream().mapToDouble(Line::high).max().orElse(0);
        return new Range(
                        Math.max(Math.min(low, -MIN_SPAN / 2), -100),
                        Math.min(Math.max(high, MIN_SPAN / 2), MAX_PERCENT))
                .padded(0.06);
    }

    private String draw(List<String> names, Rows rows, List<Band> bands) {
        bands.forEach(this::band);
        Axis.of(x, "change of time against the reference, per cent (left is faster)", true)
                .below(svg, frame);
        svg.thin(Colour.INK, x.at(0), frame.top(), x.at(0), frame.bottom());
        rows.draw(svg, frame);
        for (int row = 0; row < names.size(); row++) {
            List<Line> below = of(lines, names.get(row));
            for (int i = 0; i < below.size(); i++) {
                line(below.get(i), rows.top(row) + 4 + PER_LINE * i + 19);
            }
        }
        return svg.end();
    }

    private void band(Band band) {
        if (DoubleStream.of(band.low(), band.high()).allMatch(Double::isFinite)
                && x.at(band.low()) < x.at(band.high())) {
            svg.box(band.colour(), band.opacity(), x.at(band.low()), frame.top(), x.at(band.high()), frame.bottom());
        }
    }

    private void line(Line line, double y) {
        Colour colour = line.look().colour();
        svg.line(colour, x.at(line.low()), y, x.at(line.high()), y);
        end(colour, line.low(), y, 4);
        end(colour, line.high(), y, -4);
        double middle = x.at(line.value());
        if (x.range().holds(line.value())) {
            line.look().mark(svg, middle, y, 8);
        }
        double half = Label.width(line.text()) / 2;
        svg.value(
                Svg.Anchor.MIDDLE,
                Math.max(frame.left() + half, Math.min(frame.right() - half, middle)),
                y - 7,
                line.text());
    }

    /** Draws a bar where the interval ends, or an arrowhead where it continues. */
    private void end(Colour colour, double value, double y, double inwards) {
        double at = x.at(value);
        if (x.range().holds(value)) {
            svg.line(colour, at, y - 3, at, y + 3);
        } else {
            svg.line(colour, at + inwards, y - 4, at, y, at + inwards, y + 4);
        }
    }
}
