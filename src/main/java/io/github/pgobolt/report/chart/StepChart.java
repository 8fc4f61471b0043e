package io.github.pgobolt.report.chart;

import java.util.List;
import java.util.Optional;

/** Steps over time, showing which ran in parallel. */
public final class StepChart {

    private static final double ROW = 26;
    private static final double HALF_BAR = 9;

    private StepChart() {}

    /**
     * A step.
     *
     * @param from seconds since the first one started
     * @param text its duration, as shown beside the bar
     */
    public record Bar(String name, Colour colour, double from, double to, String text) {

        boolean isDrawable() {
            return Double.isFinite(from) && Double.isFinite(to) && from <= to;
        }
    }

    /** Draws the chart; empty if no step ran. */
    public static Optional<String> draw(List<Bar> all) {
        List<Bar> bars = all.stream().filter(Bar::isDrawable).toList();
        if (bars.isEmpty()) {
            return Optional.empty();
        }
        Rows rows = new Rows(bars.stream().map(Bar::name).toList(), i -> ROW);
        double widest =
                bars.stream().mapToDouble(b -> Label.width(b.text())).max().orElse(0);
        Frame frame = rows.frame(Frame.MARGIN + widest);
        Svg svg = new Svg(frame.bottom() + Frame.BELOW);
        Scale x = frame.across(Range.fromZero(bars.stream().mapToDouble(Bar::to)));
        Axis.of(x, "seconds since the first step", false).below(svg, frame);
        rows.draw(svg, frame);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = rows.middle(i);
            // Even the shortest step is visible.
            double end = Math.max(x.at(bar.to()), x.at(bar.from()) + 1);
            svg.box(bar.colour(), 1, x.at(bar.from()), y - HALF_BAR, end, y + HALF_BAR);
            svg.value(Svg.Anchor.START, end + 4, y + 4, bar.text());
        }
        return Optional.of(svg.end());
    }
}
