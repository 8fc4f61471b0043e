package io.github.pgobolt.report;

import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The pairs in the order of time, above the drift of the baseline and the load of the machine. */
final class DriftChart {

    private static final double MAX_PERCENT = 100;

    private DriftChart() {}

    /** The rounds in which the baseline was measured, in the declared metric where it is known. */
    static List<ReportView.Round> rounds(Report report) {
        boolean cpu =
                report.benchmark() == null || !"wall".equals(report.benchmark().metric());
        Map<String, Double> weights = new LinkedHashMap<>();
        report.workloads().forEach(w -> weights.put(w.name(), w.weight()));
        List<ReportView.Round> rounds = new ArrayList<>();
        List<Double> bases = new ArrayList<>();
        for (Measured.Sample sample : report.samples()) {
            Double base = logTime(sample, Report.BASELINE, cpu, weights);
            if (base == null) {
                continue;
            }
            Map<String, Double> changes = new LinkedHashMap<>();
            sample.runs().stream()
                    .map(Measured.Run::contender)
                    .filter(Objects::nonNull)
                    .distinct()
                    .filter(c -> !c.equals(Report.BASELINE))
                    .forEach(c -> {
                        Double log = logTime(sample, c, cpu, weights);
                        if (log != null) {
                            changes.put(c, percent(log - base));
                        }
                    });
            bases.add(base);
            rounds.add(new ReportView.Round(sample.round(), changes, base, sample.load()));
        }
        double middle = Median.withDefaults()
                .evaluate(bases.stream().mapToDouble(b -> b).toArray());
        return rounds.stream()
                .map(r -> new ReportView.Round(r.round(), r.changes(), percent(r.drift() - middle), r.load()))
                .toList();
    }

    private static Double logTime(Measured.Sample sample, String contender, boolean cpu, Map<String, Double> weights) {
        double sum = 0;
        double all = 0;
        for (Measured.Run run : sample.runs()) {
            Double seconds = cpu && run.cpuSeconds() != null ? run.cpuSeconds() : run.wallSeconds();
            if (contender.equals(run.contender()) && seconds != null && seconds > 0) {
                double weight = weights.getOrDefault(run.workload(), 1.0);
                sum += weight * Math.log(seconds);
                all += weight;
            }
        }
        return all > 0 ? sum / all : null;
    }

    private static double percent(double logRatio) {
        return Math.min(10 * MAX_PERCENT, Math.expm1(logRatio) * 100);
    }

    static String draw(Report report) {
        List<ReportView.Round> rounds = rounds(report);
        if (rounds.size() < 2) {
            return null;
        }
        NumberAxis domain = ChartFrame.numbers("round", "0");
        domain.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(domain);
        both.setGap(14);
        both.add(pairs(rounds), 3);
        both.add(drift(rounds), 2);
        return SvgCanvas.draw(ChartFrame.chart(both), "drift", ChartFrame.WIDTH, 400);
    }

    private static XYPlot pairs(List<ReportView.Round> rounds) {
        List<String> contenders = rounds.stream()
                .flatMap(r -> r.changes().keySet().stream())
                .distinct()
                .toList();
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (int i = 0; i < contenders.size(); i++) {
            String contender = contenders.get(i);
            XYSeries series = new XYSeries(contender, false, true);
            rounds.forEach(r -> {
                Double change = r.changes().get(contender);
                if (change != null) {
                    series.add(r.round(), Double.valueOf(change));
                }
            });
            data.addSeries(series);
            renderer.setSeriesPaint(i, ChartColour.of(contender).color());
            renderer.setSeriesShape(i, ChartFrame.marker(contender, 5));
        }
        XYPlot plot = new XYPlot(data, null, capped("pair, %", data), renderer);
        ChartFrame.grid(plot, false, true);
        plot.addRangeMarker(new ValueMarker(0, ChartColour.INK.color(), ChartFrame.THIN), Layer.BACKGROUND);
        return plot;
    }

    private static XYPlot drift(List<ReportView.Round> rounds) {
        XYSeries drift = new XYSeries("drift of the baseline", false, true);
        XYSeries load = new XYSeries("load", false, true);
        rounds.forEach(r -> {
            drift.add(r.round(), r.drift());
            if (r.load() != null) {
                load.add(r.round(), r.load());
            }
        });
        XYSeriesCollection data = new XYSeriesCollection(drift);
        XYPlot plot = new XYPlot(data, null, capped("drift, %", data), line(ChartColour.BASELINE));
        ChartFrame.grid(plot, false, true);
        if (load.getItemCount() > 0) {
            NumberAxis axis = ChartFrame.numbers("load", "0.##");
            axis.setAutoRangeIncludesZero(true);
            plot.setDataset(1, new XYSeriesCollection(load));
            plot.setRangeAxis(1, axis);
            plot.mapDatasetToRangeAxis(1, 1);
            plot.setRenderer(1, line(ChartColour.OTHER2));
        }
        return plot;
    }

    private static XYLineAndShapeRenderer line(ChartColour colour) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesPaint(0, colour.color());
        renderer.setSeriesStroke(0, ChartFrame.LINE);
        renderer.setDefaultShape(new Ellipse2D.Double(-2, -2, 4, 4));
        return renderer;
    }

    /** One wild round must not flatten the others. */
    private static NumberAxis capped(String label, XYSeriesCollection data) {
        NumberAxis axis = ChartFrame.numbers(label, "+0.##;-0.##");
        OptionalDouble top = java.util.stream.IntStream.range(0, data.getSeriesCount())
                .mapToDouble(i -> data.getSeries(i).getMaxY())
                .filter(Double::isFinite)
                .max();
        if (top.isPresent() && top.getAsDouble() > MAX_PERCENT) {
            axis.setRange(-MAX_PERCENT, MAX_PERCENT);
        }
        return axis;
    }
}
