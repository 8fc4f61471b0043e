package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Goals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the runs show beside their comparison: summaries, and anomalies. */
record Findings(Terms terms, List<Round> rounds, Metric metric) {

    /** A workload whose time varies by a larger factor is not one workload. */
    private static final double MOST_VARIATION = 3;

    private static final double MILLI = 1e-3;

    List<RunSummary> summaries() {
        List<RunSummary> summaries = new ArrayList<>();
        for (int workload = 0; workload < terms.workloads().size(); workload++) {
            for (int variant = 0; variant < terms.variants().size(); variant++) {
                summaries.add(summary(variant, workload));
            }
        }
        return List.copyOf(summaries);
    }

    private RunSummary summary(int variant, int workload) {
        List<Measurement> runs = runs(variant, workload);
        ReportedMetric own = terms.reportedBy(workload);
        Map<String, Spread> counters = new TreeMap<>();
        Set<String> names =
                runs.stream().flatMap(r -> r.counters().keySet().stream()).collect(Collectors.toSet());
        names.forEach(name -> put(counters, name, runs, run -> run.counters().get(name)));
        put(counters, "queue_micros", runs, Measurement::queueMicros);
        put(counters, "minor_faults", runs, Measurement::minorFaults);
        put(counters, "major_faults", runs, Measurement::majorFaults);
        put(counters, "voluntary_switches", runs, Measurement::voluntarySwitches);
        put(counters, "involuntary_switches", runs, Measurement::involuntarySwitches);
        return new RunSummary(
                terms.variants().get(variant),
                terms.workloads().get(workload),
                runs.size(),
                Spread.of(runs.stream().mapToDouble(Metric.wall::of).toArray()),
                Spread.of(runs.stream()
                        .filter(r -> r.cpuMicros() != null)
                        .mapToDouble(Metric.cpu::of)
                        .toArray()),
                Spread.of(runs.stream()
                        .filter(r -> r.sysMicros() != null)
                        .mapToDouble(r -> r.sysMicros() * 1e-6)
                        .toArray()),
                spread(runs.stream().map(Measurement::maxRssKib).toList()),
                own == null
                        ? null
                        : Spread.of(runs.stream()
                                .filter(r -> r.reported() != null)
                                .mapToDouble(r -> ReportedValue.asTime(own, r.reported()))
                                .toArray()),
                own == null ? null : own.unit(),
                counters);
    }

    /** Returns the anomalies, each with its file and workload. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (int workload = 0; workload < terms.workloads().size(); workload++) {
            String name = terms.workloads().get(workload);
            Set<String> outputs = new TreeSet<>();
            boolean deterministic = true;
            // A workload that reports a metric prints a different number each time.
            boolean changing = terms.changingOutput().get(workload) || terms.reportedBy(workload) != null;
            for (int variant = 0; variant < terms.variants().size(); variant++) {
                String who = terms.variants().get(variant) + " on workload " + name;
                List<Measurement> runs = runs(variant, workload);
                variation(who, runs, warnings);
                Set<String> own = runs.stream()
                        .map(Measurement::output)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (own.size() > 1 && !changing) {
                    deterministic = false;
                    warnings.add("The output of " + who + " differs between runs of the same file (" + own.size()
                            + " different outputs in " + Counted.of(runs.size(), "run")
                            + "). Where that is its nature, say so with "
                            + "`ignore`; otherwise a fixed seed or input makes the work comparable.");
                }
                outputs.addAll(own);
            }
            if (deterministic && outputs.size() > 1 && !changing) {
                warnings.add(
                        "The files print different output on workload " + name + ", so that they do not do the same "
                                + "work. `" + Goals.command("check") + "` shows the difference.");
            }
        }
        return warnings;
    }

    private void variation(String who, List<Measurement> runs, List<String> warnings) {
        Spread spread = Spread.of(runs.stream().mapToDouble(metric::of).toArray());
        if (spread != null && spread.max() > MOST_VARIATION * spread.min() && spread.max() > MILLI) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The %s of %s varies by a factor of %.1f between runs (%.4g to %.4g), more "
                            + "than %.0f: the workload does not do the same work each time, or the machine is crowded.",
                    metric.words(),
                    who,
                    spread.max() / spread.min(),
                    spread.min(),
                    spread.max(),
                    MOST_VARIATION));
        }
    }

    private List<Measurement> runs(int variant, int workload) {
        return rounds.stream()
                .flatMap(round -> round.runs().entrySet().stream())
                .filter(run -> run.getKey().variant() == variant && run.getKey().workload() == workload)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void put(
            Map<String, Spread> counters, String name, List<Measurement> runs, Function<Measurement, Long> value) {
        Spread spread = spread(runs.stream().map(value).toList());
        if (spread != null) {
            counters.put(name, spread);
        }
    }

    private static Spread spread(List<Long> values) {
        return Spread.of(values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue)
                .toArray());
    }
}
