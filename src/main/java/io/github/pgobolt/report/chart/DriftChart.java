package io.github.pgobolt.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The pairs in order of time, above the drift of the baseline and the load of the machine. */
public final class DriftChart {

    private static final double MAX_PERCENT = 100;
    private static final double PAIRS_TOP = 24;
    private static final double PAIRS_BOTTOM = 214;
    private static final double DRIFT_TOP = 246;
    private static final double DRIFT_BOTTOM = 356;

    /** A value of a round. */
    public record Point(double round, double value) {

        boolean isDrawable() {
            return Double.isFinite(round) && Double.isFinite(value);
        }
    }

    /** Values in the order of rounds. */
    public record Series(Look look, List<Point> points) {

        public Series {
            points = points.stream().filter(Point::isDrawable).toList();
        }

        private DoubleStream values() {
            return points.stream().mapToDouble(Point::value);
        }
    }

    private final Svg svg = new Svg(DRIFT_BOTTOM + Frame.BELOW);

    private DriftChart() {}

    /**
     * Draws the chart; empty if fewer than two rounds have a drift.
     *
     * @param pairs changes in per cent, one series per variant
     * @param drift of the baseline, in per cent
     * @param load of the machine; may be empty
     */
    public static Optional<String> draw(List<Series> pairs, Series drift, Series load) {
        return drift.points().size() < 2 ? Optional.empty() : Optional.of(new DriftChart().drawn(pairs, drift, load));
    }

    private String drawn(List<Series> pairs, Series drift, Series load) {
        Range changes = capped(pairs.stream().flatMapToDouble(Series::values));
        Range drifts = capped(drift.values());
        Range loads = Range.fromZero(load.values());
        Axis pair = Axis.of(new Scale(changes, PAIRS_BOTTOM, PAIRS_TOP), "pair, %", true);
        Axis moved = Axis.of(new Scale(drifts, DRIFT_BOTTOM, DRIFT_TOP), "drift, %", true);
        Axis busy = Axis.of(new Scale(loads, DRIFT_BOTTOM, DRIFT_TOP), "load", false);
        double left = Frame.MARGIN + Math.max(pair.room(), moved.room());
        double right = Svg.WIDTH - Frame.MARGIN - (load.points().isEmpty() ? 0 : busy.room());
        Frame upper = new Frame(left, PAIRS_TOP, right, PAIRS_BOTTOM);
        Frame lower = new Frame(left, DRIFT_TOP, right, DRIFT_BOTTOM);
        Range all = Range.of(Stream.concat(pairs.stream(), Stream.of(drift))
                .flatMap(s -> s.points().stream())
                .mapToDouble(Point::round));
        Scale x = upper.across(new Range(all.low() - 0.5, all.high() + 0.5));

        Axis rounds = new Axis(x, "round", false, 1);
        rounds.lines(svg, upper);
        rounds.below(svg, lower);
        pair.left(svg, upper);
        moved.left(svg, lower);
        svg.thin(Colour.INK, left, pair.scale().at(0), right, pair.scale().at(0));
        pairs.forEach(s -> marks(s, x, pair.scale()));
        if (!load.points().isEmpty()) {
            busy.right(svg, lower);
            line(load, x, busy.scale());
        }
        line(drift, x, moved.scale());
        return svg.end();
    }

    /** Limits a range, so that one extreme round does not flatten the others. */
    private static Range capped(DoubleStream values) {
        Range range = Range.of(values).with(0).padded(0.06);
        return range.high() > MAX_PERCENT ? new Range(-MAX_PERCENT, MAX_PERCENT) : range;
    }

    private void marks(Series series, Scale x, Scale y) {
        series.points().stream()
                .filter(p -> y.range().holds(p.value()))
                .forEach(p -> series.look().mark(svg, x.at(p.round()), y.at(p.value()), 5));
    }

    private void line(Series series, Scale x, Scale y) {
        svg.line(
                series.look().colour(),
                series.points().stream()
                        .flatMapToDouble(p -> DoubleStream.of(x.at(p.round()), y.at(p.value())))
                        .toArray());
    }
}
