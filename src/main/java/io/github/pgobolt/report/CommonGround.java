package io.github.pgobolt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What two reports have in common, so that their figures can be compared. */
record CommonGround(Report before, Report after) {

    /** Returns the two subjects if the reports are of different ones, so that nothing can be compared. */
    Optional<String> twoSubjects() {
        boolean known = before.subject() != null && after.subject() != null;
        return known && !subject(before).equals(subject(after))
                ? Optional.of(subject(before) + " and " + subject(after))
                : Optional.empty();
    }

    /** Returns why no speeds can be compared; empty if they can. */
    List<String> noSpeeds() {
        List<String> reasons = new ArrayList<>();
        if (before.machine() == null || after.machine() == null) {
            reasons.add(
                    "A report does not say on which machine it was measured: a change of speed may be one of machines.");
        } else if (!before.machine().identity().equals(after.machine().identity())) {
            reasons.add("Measured on different machines (" + before.machine().identity() + "; "
                    + after.machine().identity() + "): each gains differently.");
        }
        if (metric(before) != null && metric(after) != null && !metric(before).equals(metric(after))) {
            reasons.add("Measured by different metrics: " + metric(before) + " then, " + metric(after)
                    + " now. To measure the newer one as the older one: -Dpgobolt.benchmark.metric=" + metric(before)
                    + ".");
        }
        if (differsFromItself(before) || differsFromItself(after)) {
            reasons.add("The baseline differed from itself in the " + (differsFromItself(before) ? "older" : "newer")
                    + " report: no interval of it can be believed.");
        }
        return reasons;
    }

    /** Returns how the evaluation workloads differ, so that figures over all of them cannot be compared. */
    Optional<String> otherWorkloads() {
        Map<String, Measured.Workload> then = evaluation(before);
        Map<String, Measured.Workload> now = evaluation(after);
        List<String> different = new ArrayList<>();
        then.forEach((name, workload) -> {
            if (!now.containsKey(name)) {
                different.add(name + " is in the older report alone");
            } else if (!sameWorkload(name)) {
                different.add(name + " has another command");
            } else if (workload.weight() != now.get(name).weight()) {
                different.add(name + " has another weight");
            }
        });
        now.keySet().stream()
                .filter(name -> !then.containsKey(name))
                .forEach(name -> different.add(name + " is in the newer one alone"));
        return different.isEmpty()
                ? Optional.empty()
                : Optional.of("The evaluation workloads differ (" + String.join(", ", different) + ").");
    }

    /** Whether a speed can be compared with its counterpart in the other report. */
    boolean holdsFor(Report.Comparison comparison) {
        return noSpeeds().isEmpty()
                && (comparison.workload() == null ? otherWorkloads().isEmpty() : sameWorkload(comparison.workload()));
    }

    boolean differsFromItselfNow() {
        return differsFromItself(after);
    }

    private boolean sameWorkload(String name) {
        Measured.Workload then = evaluation(before).get(name);
        Measured.Workload now = evaluation(after).get(name);
        // Older reports may not list their workloads.
        return then == null || now == null ? then == now : Objects.equals(then.commandLine(), now.commandLine());
    }

    private static String metric(Report report) {
        return report.comparisons().stream()
                .map(Report.Comparison::metric)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean differsFromItself(Report report) {
        Report.Control control = report.control();
        return control != null
                && control.low() != null
                && control.high() != null
                && control.low() > 0
                && (control.low() > 1 || control.high() < 1);
    }

    private static Map<String, Measured.Workload> evaluation(Report report) {
        Map<String, Measured.Workload> all = new TreeMap<>();
        report.workloads().stream()
                .filter(w -> !"train".equals(w.use()))
                .forEach(w -> all.put(String.valueOf(w.name()), w));
        return all;
    }

    /** Without the version, which differs between releases. */
    private static String subject(Report report) {
        Report.Subject s = report.subject();
        return s.kind() + " " + s.name() + " of package " + s.packageName() + " for " + s.target();
    }
}
