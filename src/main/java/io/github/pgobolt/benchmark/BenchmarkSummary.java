package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result as plain lines for a console, in the style of hyperfine. */
public final class BenchmarkSummary {

    private BenchmarkSummary() {}

    /** Returns the lines; the caller adds colour and log levels. */
    public static List<String> lines(BenchmarkResult result) {
        List<String> lines = new ArrayList<>();
        String workload = "";
        for (RunSummary summary : result.summaries()) {
            if (!summary.workload().equals(workload)) {
                workload = summary.workload();
                lines.add("Workload " + workload + " (" + Counted.of(result.rounds(), "pair") + ", seed "
                        + result.seed() + ")");
            }
            runs(lines, summary);
        }
        lines.add("Summary (" + Metric.valueOf(result.metric()).words() + ": " + result.metricWhy()
                + "; stopped because " + result.stopReason() + ", " + Math.round(result.elapsedSeconds()) + " s)");
        result.comparisons().forEach(c -> lines.add("  " + c.sentence()));
        Control control = result.control();
        lines.add(String.format(
                Locale.ROOT,
                "  control, %s against itself: %s",
                reference(result),
                control.pairs() == 0
                        ? "not measured"
                        : String.format(
                                Locale.ROOT,
                                "%+.2f %%%s: %s",
                                100 * (control.ratio() - 1),
                                control.isBounded()
                                        ? String.format(
                                                Locale.ROOT,
                                                " (%+.2f %% to %+.2f %%)",
                                                100 * (control.low() - 1),
                                                100 * (control.high() - 1))
                                        : "",
                                !control.holds()
                                        ? "DIFFERS, so no verdict holds"
                                        : control.isBounded()
                                                ? "no difference, as it should be"
                                                : "too few pairs to tell")));
        if (!result.otherComparisons().isEmpty()) {
            lines.add("Beside it, " + Metric.valueOf(result.otherMetric()).words()
                    + (result.metricsDisagree() ? " DISAGREES:" : ":"));
            result.otherComparisons().stream()
                    .filter(c -> c.workload() == null)
                    .forEach(c -> lines.add("  " + c.sentence()));
        }
        if (result.measuredOnTrainingInput()) {
            lines.add("Measured on training input.");
        }
        if (!result.measuredBy().equals("runner")) {
            lines.add("Measured by " + result.measuredBy() + ".");
        }
        result.warnings().forEach(warning -> lines.add("Warning: " + warning));
        if (result.machine() != null) {
            result.machine().warnings().forEach(warning -> lines.add("Machine: " + warning));
        }
        result.advice().forEach(advice -> lines.add("Advice: " + advice));
        return List.copyOf(lines);
    }

    private static void runs(List<String> lines, RunSummary summary) {
        if (summary.runs() == 0) {
            lines.add("  " + summary.variant() + ": not one complete pair");
            return;
        }
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "  %-12s wall %s", summary.variant(), time(summary.wallSeconds())));
        if (summary.cpuSeconds() != null) {
            line.append(", CPU ").append(time(summary.cpuSeconds()));
        }
        if (summary.maxRssKib() != null) {
            line.append(String.format(
                    Locale.ROOT, ", peak %.1f MiB", summary.maxRssKib().median() / 1024));
        }
        if (summary.reported() != null) {
            line.append(String.format(
                    Locale.ROOT,
                    ", reported %.6g (%.6g … %.6g) %s",
                    summary.reported().median(),
                    summary.reported().min(),
                    summary.reported().max(),
                    summary.reportedUnit()));
        }
        lines.add(line.append(", ").append(Counted.of(summary.runs(), "run")).toString());
    }

    private static String time(Spread seconds) {
        return String.format(
                Locale.ROOT, "%.1f ms (%.1f … %.1f)", 1e3 * seconds.median(), 1e3 * seconds.min(), 1e3 * seconds.max());
    }

    private static String reference(BenchmarkResult result) {
        return result.comparisons().get(0).reference();
    }
}
