package io.github.pgobolt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.statistics.descriptive.Median;

/** The samples as one change per round for each variant, and how the baseline itself drifted. */
final class Rounds {

    private static final double MAX_PERCENT = 1000;

    private Rounds() {}

    /** Returns the rounds in which the baseline was measured, in the declared metric if it is known. */
    static List<ReportView.Round> of(Report report) {
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
                    .map(Measured.Run::variant)
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

    private static Double logTime(Measured.Sample sample, String variant, boolean cpu, Map<String, Double> weights) {
        double sum = 0;
        double all = 0;
        for (Measured.Run run : sample.runs()) {
            Double seconds = cpu && run.cpuSeconds() != null ? run.cpuSeconds() : run.wallSeconds();
            if (variant.equals(run.variant()) && seconds != null && seconds > 0) {
                double weight = weights.getOrDefault(run.workload(), 1.0);
                sum += weight * Math.log(seconds);
                all += weight;
            }
        }
        return all > 0 ? sum / all : null;
    }

    private static double percent(double logRatio) {
        return Math.min(MAX_PERCENT, Math.expm1(logRatio) * 100);
    }
}
