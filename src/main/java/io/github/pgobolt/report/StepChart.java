package io.github.pgobolt.report;

import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** The steps over time: what ran beside what. */
final class StepChart {

    private static final Numbers N = new Numbers();
    private static final double HALF_BAR = 0.34;

    private StepChart() {}

    static String draw(Report report) {
        List<Report.Step> steps = report.steps().stream()
                .filter(s -> s.startedAt() != null
                        && s.seconds() != null
                        && !"reused".equals(s.status())
                        && !"skipped".equals(s.status()))
                .toList();
        if (steps.isEmpty()) {
            return null;
        }
        long first = steps.stream().mapToLong(Report.Step::startedAt).min().getAsLong();
        XYIntervalSeries compiling = new XYIntervalSeries("compiles", false, true);
        XYIntervalSeries other = new XYIntervalSeries("does not compile", false, true);
        double end = 0;
        for (int i = 0; i < steps.size(); i++) {
            Report.Step step = steps.get(i);
            double from = (step.startedAt() - first) / 1000.0;
            double to = from + step.seconds();
            end = Math.max(end, to);
            (step.compiles() > 0 ? compiling : other).add(i, i - HALF_BAR, i + HALF_BAR, to, from, to);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(compiling);
        data.addSeries(other);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(true);
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setSeriesPaint(0, ChartColour.OTHER1.color());
        renderer.setSeriesPaint(1, ChartColour.OTHER3.color());
        renderer.setDefaultItemLabelGenerator(
                (set, series, item) -> N.seconds(((XYIntervalSeriesCollection) set).getEndYValue(series, item)
                        - ((XYIntervalSeriesCollection) set).getStartYValue(series, item)));
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(ChartColour.FONT);
        renderer.setDefaultItemLabelPaint(ChartColour.INK.color());
        renderer.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        renderer.setPositiveItemLabelPositionFallback(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        SymbolAxis rows = ChartFrame.rows(steps.stream().map(Report.Step::name).toList());
        NumberAxis seconds = ChartFrame.numbers("seconds since the first step", "#,##0.###");
        seconds.setRange(0, Math.max(0.1, end * 1.12));
        XYPlot plot = new XYPlot(data, rows, seconds, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartFrame.grid(plot, false, true);
        return SvgCanvas.draw(ChartFrame.chart(plot), "steps", ChartFrame.WIDTH, 56 + steps.size() * 26);
    }
}
