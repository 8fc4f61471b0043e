package io.github.pgobolt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Intervals of changes as horizontal lines with a point, the zero line and the band of what counts as no difference. The
 * axis holds what a reader compares; an interval that runs far beyond it is cut at its edge, and the table has it whole.
 */
final class IntervalChart {

    private static final double MIN_SPAN = 3;
    private static final double MAX_PERCENT = 60;
    private static final Numbers N = new Numbers();

    private IntervalChart() {}

    /**
     * A line of the chart.
     *
     * @param row the name on the left; lines of one name share a row
     * @param contender what decides colour and shape
     */
    record Line(String row, String contender, Double ratio, Double low, Double high) {

        boolean isDrawable() {
            return ratio != null && low != null && high != null && low > 0;
        }
    }

    /** Every variant against the baseline, together and per workload, with the control on top; null without any. */
    static String variants(Report report) {
        List<Line> lines = new ArrayList<>();
        Report.Control control = report.control();
        if (control != null) {
            lines.add(new Line("baseline, again", "baseline again", control.ratio(), control.low(), control.high()));
        }
        Stream.concat(
                        report.comparisons().stream().filter(c -> c.workload() == null),
                        report.comparisons().stream().filter(c -> c.workload() != null))
                .filter(c -> Report.BASELINE.equals(c.reference()))
                .forEach(c -> lines.add(new Line(
                        c.workload() == null ? "all together" : c.workload(),
                        c.variant(),
                        c.ratio(),
                        c.low(),
                        c.high())));
        return draw("intervals", lines, tolerance(report), control);
    }

    /** What each phase gave. */
    static String phases(Report report) {
        List<Line> lines = new ReportView(report)
                .phases().stream()
                        .map(p -> new Line(
                                p.title(),
                                p.comparison().variant(),
                                p.comparison().ratio(),
                                p.comparison().low(),
                                p.comparison().high()))
                        .toList();
        return draw("phases", lines, tolerance(report), null);
    }

    private static Double tolerance(Report report) {
        return report.benchmark() == null ? null : report.benchmark().tolerance();
    }

    private static String draw(String name, List<Line> all, Double tolerance, Report.Control control) {
        List<Line> lines = all.stream().filter(Line::isDrawable).toList();
        if (lines.isEmpty()) {
            return null;
        }
        List<String> rows = lines.stream().map(Line::row).distinct().toList();
        List<String> contenders = lines.stream().map(Line::contender).distinct().toList();
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(true);
        renderer.setDrawYError(false);
        renderer.setCapLength(6);
        renderer.setErrorStroke(ChartFrame.LINE);
        for (int i = 0; i < contenders.size(); i++) {
            String contender = contenders.get(i);
            XYIntervalSeries series = new XYIntervalSeries(String.valueOf(contender), false, true);
            lines.stream().filter(l -> Objects.equals(l.contender(), contender)).forEach(line -> {
                double y = rows.indexOf(line.row()) + offset(lines, line);
                series.add(percent(line.ratio()), percent(line.low()), percent(line.high()), y, y, y);
            });
            data.addSeries(series);
            renderer.setSeriesPaint(i, ChartColour.of(contender).color());
            renderer.setSeriesShape(i, ChartFrame.marker(contender, 8));
        }
        renderer.setDefaultItemLabelGenerator((set, series, item) -> N.change(1 + set.getXValue(series, item) / 100));
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(ChartColour.FONT);
        renderer.setDefaultItemLabelPaint(ChartColour.INK.color());
        renderer.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12, TextAnchor.BOTTOM_CENTER));
        NumberAxis x =
                ChartFrame.numbers("change of time against the reference, per cent (left is faster)", "+0.##;-0.##");
        double low = lines.stream().mapToDouble(l -> percent(l.low())).min().orElse(0);
        double high = lines.stream().mapToDouble(l -> percent(l.high())).max().orElse(0);
        double upper = Math.min(Math.max(high, MIN_SPAN / 2), MAX_PERCENT);
        double lower = Math.max(Math.min(low, -MIN_SPAN / 2), -100);
        double margin = (upper - lower) * 0.06;
        x.setRange(lower - margin, upper + margin);
        XYPlot plot = new XYPlot(data, x, ChartFrame.rows(rows), renderer);
        ChartFrame.grid(plot, true, false);
        if (tolerance != null && tolerance > 0) {
            plot.addDomainMarker(
                    new IntervalMarker(-tolerance * 100, tolerance * 100, ChartColour.BAND.transparent(0.22)),
                    Layer.BACKGROUND);
        }
        if (control != null && control.low() != null && control.high() != null && control.low() > 0) {
            plot.addDomainMarker(
                    new IntervalMarker(
                            percent(control.low()), percent(control.high()), ChartColour.CONTROL.transparent(0.16)),
                    Layer.BACKGROUND);
        }
        plot.addDomainMarker(new ValueMarker(0, ChartColour.INK.color(), ChartFrame.THIN), Layer.BACKGROUND);
        int perRow = (int) rows.stream()
                .mapToLong(r -> lines.stream().filter(l -> l.row().equals(r)).count())
                .max()
                .orElse(1);
        return SvgCanvas.draw(
                ChartFrame.chart(plot), name, ChartFrame.WIDTH, 62 + rows.size() * (34 + 26 * (perRow - 1)));
    }

    /** Lines of one row lie below each other. */
    private static double offset(List<Line> lines, Line line) {
        List<Line> sameRow =
                lines.stream().filter(l -> l.row().equals(line.row())).toList();
        int count = sameRow.size();
        return count == 1 ? 0.12 : 0.12 + (sameRow.indexOf(line) - (count - 1) / 2.0) * 0.76 / count;
    }

    private static double percent(double ratio) {
        return (ratio - 1) * 100;
    }
}
