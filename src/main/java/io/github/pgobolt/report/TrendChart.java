package io.github.pgobolt.report;

import java.awt.BasicStroke;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * What each variant gained from build to build. A line joins only builds that can be compared: it starts anew where the
 * machine, the workloads or the metric changed, and a dashed line says so.
 */
final class TrendChart {

    private static final Stroke DASHED =
            new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {5f, 4f}, 0f);
    /** Variants of one build stand side by side, so that their intervals do not hide each other. */
    private static final double STEP = 0.08;
    private static final double MAX_PERCENT = 60;

    private TrendChart() {}

    /** Null where there are fewer than two builds with an interval to draw. */
    static String draw(Report report) {
        List<Measured.Build> builds = report.history();
        List<String> variants = builds.stream()
                .flatMap(b -> b.comparisons().stream())
                .filter(Report.Comparison::isBounded)
                .map(Report.Comparison::variant)
                .distinct()
                .toList();
        if (builds.size() < 2 || variants.isEmpty()) {
            return null;
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDrawYError(true);
        renderer.setCapLength(5);
        renderer.setErrorStroke(ChartFrame.THIN);
        renderer.setDefaultLinesVisible(true);
        double low = 0;
        double high = 0;
        for (String variant : variants) {
            double shift = (variants.indexOf(variant) - (variants.size() - 1) / 2.0) * STEP;
            for (XYIntervalSeries series : segments(builds, variant, shift)) {
                renderer.setSeriesPaint(data.getSeriesCount(), ChartColour.of(variant).color());
                renderer.setSeriesShape(data.getSeriesCount(), ChartFrame.marker(variant, 7));
                renderer.setSeriesStroke(data.getSeriesCount(), ChartFrame.LINE);
                for (int i = 0; i < series.getItemCount(); i++) {
                    low = Math.min(low, series.getYLowValue(i));
                    high = Math.max(high, series.getYHighValue(i));
                }
                data.addSeries(series);
            }
        }
        NumberAxis x = ChartFrame.numbers("build, the newest on the right", "0");
        x.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        x.setRange(0.5, builds.size() + 0.5);
        NumberAxis y = ChartFrame.numbers("change, %", "+0.##;-0.##");
        double margin = Math.max(0.5, (Math.min(high, MAX_PERCENT) - low) * 0.08);
        y.setRange(low - margin, Math.min(high, MAX_PERCENT) + margin);
        XYPlot plot = new XYPlot(data, x, y, renderer);
        ChartFrame.grid(plot, false, true);
        plot.addRangeMarker(new ValueMarker(0, ChartColour.INK.color(), ChartFrame.THIN), Layer.BACKGROUND);
        for (int i = 0; i < builds.size(); i++) {
            if (builds.get(i).newStart() != null) {
                plot.addDomainMarker(new ValueMarker(i + 0.5, ChartColour.MUTED.color(), DASHED), Layer.BACKGROUND);
            }
        }
        return SvgCanvas.draw(ChartFrame.chart(plot), "trend", ChartFrame.WIDTH, 260);
    }

    /** The points of a variant, as one series for each stretch of builds that can be compared. */
    private static List<XYIntervalSeries> segments(List<Measured.Build> builds, String variant, double shift) {
        List<XYIntervalSeries> segments = new ArrayList<>();
        XYIntervalSeries open = null;
        for (int i = 0; i < builds.size(); i++) {
            if (open == null || builds.get(i).newStart() != null) {
                open = new XYIntervalSeries(variant + " from " + i, false, true);
                segments.add(open);
            }
            double x = i + 1 + shift;
            for (Report.Comparison c : builds.get(i).comparisons()) {
                if (variant != null && variant.equals(c.variant()) && c.isBounded()) {
                    open.add(x, x, x, percent(c.ratio()), percent(c.low()), percent(c.high()));
                }
            }
        }
        return segments;
    }

    private static double percent(double ratio) {
        return (ratio - 1) * 100;
    }
}
