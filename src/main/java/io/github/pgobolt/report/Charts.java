package io.github.pgobolt.report;

import io.github.pgobolt.pipeline.Status;
import io.github.pgobolt.report.chart.Colour;
import io.github.pgobolt.report.chart.DriftChart;
import io.github.pgobolt.report.chart.HeatChart;
import io.github.pgobolt.report.chart.IntervalChart;
import io.github.pgobolt.report.chart.Look;
import io.github.pgobolt.report.chart.SectionChart;
import io.github.pgobolt.report.chart.StepChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The charts of a report; each is empty if the report has no data for it. */
final class Charts {

    private static final Numbers N = new Numbers();
    private static final Set<Status> NOT_RUN = Set.of(Status.REUSED, Status.SKIPPED);

    private final Report report;

    Charts(Report report) {
        this.report = report;
    }

    /** Draws every variant against the baseline, together and per workload, with the control on top. */
    Optional<String> intervals() {
        List<IntervalChart.Line> lines = new ArrayList<>();
        List<IntervalChart.Band> bands = tolerance();
        Report.Control control = report.control();
        if (control != null) {
            line("baseline, again", "baseline again", control.ratio(), control.low(), control.high())
                    .ifPresent(line -> {
                        lines.add(line);
                        bands.add(new IntervalChart.Band(line.low(), line.high(), Colour.CONTROL, 0.16));
                    });
        }
        Stream.concat(
                        report.comparisons().stream().filter(c -> c.workload() == null),
                        report.comparisons().stream().filter(c -> c.workload() != null))
                .filter(c -> Report.BASELINE.equals(c.reference()))
                .map(c -> line(Objects.toString(c.workload(), "all together"), c))
                .flatMap(Optional::stream)
                .forEach(lines::add);
        return IntervalChart.draw(lines, bands);
    }

    Optional<String> phases() {
        return IntervalChart.draw(
                new ReportView(report)
                        .phases().stream()
                                .map(p -> line(p.title(), p.comparison()))
                                .flatMap(Optional::stream)
                                .toList(),
                tolerance());
    }

    private static Optional<IntervalChart.Line> line(String row, Report.Comparison c) {
        return line(row, c.variant(), c.ratio(), c.low(), c.high());
    }

    /** Returns a line; empty for an interval down to zero, which says nothing. */
    private static Optional<IntervalChart.Line> line(
            String row, String variant, Double ratio, Double low, Double high) {
        return ratio == null || low == null || high == null || low <= 0
                ? Optional.empty()
                : Optional.of(new IntervalChart.Line(
                        row, look(variant), percent(ratio), percent(low), percent(high), N.change(ratio)));
    }

    private List<IntervalChart.Band> tolerance() {
        List<IntervalChart.Band> bands = new ArrayList<>();
        if (report.benchmark() != null && report.benchmark().tolerance() != null) {
            double percent = report.benchmark().tolerance() * 100;
            bands.add(new IntervalChart.Band(-percent, percent, Colour.BAND, 0.22));
        }
        return bands;
    }

    private static double percent(double ratio) {
        return (ratio - 1) * 100;
    }

    Optional<String> drift() {
        List<ReportView.Round> rounds = Rounds.of(report);
        List<DriftChart.Series> pairs = rounds.stream()
                .flatMap(r -> r.changes().keySet().stream())
                .distinct()
                .map(c -> series(rounds, look(c), r -> r.changes().get(c)))
                .toList();
        return DriftChart.draw(
                pairs,
                series(rounds, look(Report.BASELINE), ReportView.Round::drift),
                series(rounds, new Look(Colour.OTHER2, Look.Shape.DIAMOND), ReportView.Round::load));
    }

    private static DriftChart.Series series(
            List<ReportView.Round> rounds, Look look, Function<ReportView.Round, Double> value) {
        return new DriftChart.Series(
                look,
                rounds.stream()
                        .filter(r -> value.apply(r) != null)
                        .map(r -> new DriftChart.Point(r.round(), value.apply(r)))
                        .toList());
    }

    Optional<String> steps() {
        List<Report.Step> steps = report.steps().stream()
                .filter(s -> s.startedAt() != null
                        && s.seconds() != null
                        && s.status() != null
                        && !NOT_RUN.contains(s.status()))
                .toList();
        double first = steps.stream().mapToDouble(Report.Step::startedAt).min().orElse(0);
        return StepChart.draw(steps.stream()
                .map(s -> {
                    double from = (s.startedAt() - first) / 1000;
                    Colour colour = s.compiles() > 0 ? Colour.OTHER1 : Colour.OTHER3;
                    return new StepChart.Bar(
                            Objects.toString(s.name(), ""), colour, from, from + s.seconds(), N.seconds(s.seconds()));
                })
                .toList());
    }

    /** Draws the counts over the code of each variant, all on the same scale. */
    Optional<String> heat() {
        List<Layout.Heat> heats =
                report.layout() == null ? List.of() : report.layout().heat();
        return HeatChart.draw(heats.stream()
                .filter(h -> !h.sharePercents().isEmpty() && h.binBytes() > 0)
                .map(h -> new HeatChart.Strip(
                        Objects.toString(h.variant(), ""), look(h.variant()).colour(), h.binBytes(), h.sharePercents()))
                .toList());
    }

    Optional<String> sections() {
        return SectionChart.draw(Sections.of(report), Sections.COLOURS);
    }

    /** Returns the look of a variant, the same in every chart and in the keys beside them. */
    private static Look look(String variant) {
        return switch (Objects.toString(variant, "")) {
            case Report.BASELINE -> new Look(Colour.BASELINE, Look.Shape.DIAMOND);
            case Report.PGO -> new Look(Colour.PGO, Look.Shape.SQUARE);
            case Report.BOLT -> new Look(Colour.BOLT, Look.Shape.DIAMOND);
            case Report.PGO_BOLT -> new Look(Colour.PGO_BOLT, Look.Shape.CIRCLE);
            default ->
                new Look(
                        variant != null && variant.startsWith(Report.BASELINE) ? Colour.CONTROL : Colour.OTHER1,
                        Look.Shape.DIAMOND);
        };
    }
}
