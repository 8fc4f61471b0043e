package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A report in the order in which people read it; templates call it. Adds no facts. */
public final class ReportView {

    private static final Numbers N = new Numbers();

    private final Report report;

    public ReportView(Report report) {
        this.report = report;
    }

    /**
     * A row of the table of variants.
     *
     * @param against its comparison with the baseline over all workloads, or null
     * @param shipped whether it is what ships
     */
    public record VariantRow(Report.Variant variant, Report.Comparison against, boolean shipped, boolean isBaseline) {}

    /**
     * What one phase gave.
     *
     * @param title such as "BOLT on top of PGO"
     * @param comparison what was measured
     */
    public record Phase(String title, Report.Comparison comparison) {}

    /**
     * One round in numbers.
     *
     * @param changes change against the baseline of the same round by contender, per cent (geometric mean of workloads)
     * @param drift the baseline against its own median over all rounds, per cent
     */
    public record Round(int round, Map<String, Double> changes, Double drift, Double load) {}

    public List<VariantRow> variants() {
        return report.variants().stream()
                .filter(v -> v.name() != null)
                .map(v -> new VariantRow(
                        v,
                        report.overall(v.name(), Report.BASELINE).orElse(null),
                        report.selection() != null
                                && v.name().equals(report.selection().variant()),
                        Report.BASELINE.equals(v.name())))
                .toList();
    }

    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        phase(phases, "PGO alone", Report.PGO, Report.BASELINE);
        phase(phases, "BOLT alone", Report.BOLT, Report.BASELINE);
        phase(phases, "BOLT on top of PGO", Report.PGO_BOLT, Report.PGO);
        phase(phases, "PGO and BOLT combined", Report.PGO_BOLT, Report.BASELINE);
        return phases;
    }

    private void phase(List<Phase> phases, String title, String variant, String reference) {
        report.overall(variant, reference).ifPresent(c -> phases.add(new Phase(title, c)));
    }

    /** The command that runs a goal. */
    public String goal(String goal) {
        return Goals.command(goal);
    }

    /** The comparisons on single workloads against the baseline, in the order of the report. */
    public List<Report.Comparison> perWorkload() {
        return report.comparisons().stream()
                .filter(c -> c.workload() != null && Report.BASELINE.equals(c.reference()))
                .toList();
    }

    public Report.Variant shipped() {
        return report.selection() == null || report.selection().variant() == null
                ? null
                : report.variant(report.selection().variant()).orElse(null);
    }

    /** What ships against the baseline over all workloads, or null. */
    public Report.Comparison shippedAgainstBaseline() {
        return shipped() == null ? null : report.overall(shipped().name(), Report.BASELINE).orElse(null);
    }

    public Report.Variant baseline() {
        return report.variant(Report.BASELINE).orElse(null);
    }

    public List<Report.Check> failedChecks() {
        return report.checks().stream().filter(Report.Check::failed).toList();
    }

    /** Those that were done; the others say nothing of their variant. */
    public List<Report.Check> doneChecks() {
        return report.checks().stream().filter(Report.Check::done).toList();
    }

    /** The workloads of which no output could be compared, as the baseline's own runs say why. */
    public List<Report.Check> nothingToCompare() {
        return report.checks().stream().filter(c -> !c.done() && Report.BASELINE.equals(c.variant())).toList();
    }

    /** Tests that failed, or did not come to the same in every variant. */
    public List<Report.CrateTest> loudTests() {
        return report.crateTests().stream().filter(t -> !t.quiet()).toList();
    }

    /** The variants in which the crate's tests were run, the baseline first. */
    public List<String> testedVariants() {
        return report.crateTests().stream().flatMap(t -> t.outcomes().keySet().stream()).distinct().toList();
    }

    public List<Report.Gate> failedGates() {
        return report.gates().stream().filter(g -> !g.passed()).toList();
    }

    /** Why a part is not there, or null where nothing is said of it. */
    public Report.Missing missing(String section) {
        return report.missing().stream()
                .filter(m -> section.equals(m.section()))
                .findFirst()
                .orElse(null);
    }

    /** Whether this build measured; the figures of a reused benchmark cost it nothing. */
    public boolean measuredNow() {
        return report.benchmark() != null
                && report.steps().stream().anyMatch(s -> "benchmark".equals(s.name()) && s.status() == Status.RAN);
    }

    /** Seconds of the steps that ran in this build, added up. */
    public double secondsInSteps() {
        return report.steps().stream()
                .filter(s -> s.status() == Status.RAN && s.seconds() != null)
                .mapToDouble(Report.Step::seconds)
                .sum();
    }

    /** From the start of the first step that ran to the end of the last, or null where starts are not known. */
    public Double wallSeconds() {
        List<Report.Step> ran = report.steps().stream()
                .filter(s -> s.status() == Status.RAN && s.seconds() != null && s.startedAt() != null)
                .toList();
        if (ran.isEmpty()) {
            return null;
        }
        long first = ran.stream().mapToLong(Report.Step::startedAt).min().getAsLong();
        double last = ran.stream()
                .mapToDouble(s -> s.startedAt() + s.seconds() * 1000)
                .max()
                .getAsDouble();
        return (last - first) / 1000;
    }

    public int compiles() {
        return report.steps().stream()
                .filter(s -> s.status() == Status.RAN)
                .mapToInt(Report.Step::compiles)
                .sum();
    }

    /** The same words for a step. */
    public String statusTone(Status status) {
        return status == Status.FAILED ? "bad" : status == Status.RAN || status == Status.REUSED ? "good" : "neutral";
    }

    /** {@code good}, {@code neutral} or {@code bad}, for a verdict. */
    public String tone(Verdict verdict) {
        return Style.tone(verdict).word();
    }

    /** {@code good}, {@code neutral} or {@code bad}, for the grade of a profile. */
    public String gradeTone(Grade grade) {
        return grade == Grade.usable ? "neutral" : grade.name();
    }

    /** The commands, one a line. */
    public String reproduceScript() {
        return String.join("\n", report.reproduce());
    }

    /** A code fence longer than any that the commands hold. */
    public String fence() {
        String fence = "```";
        while (reproduceScript().contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    /** The heading of a report: which subject, or that none is known. */
    public String title() {
        Report.Subject s = report.subject();
        if (s == null) {
            return "PGO and BOLT";
        }
        String crate = Objects.toString(s.packageName(), "") + (s.version() == null ? "" : " " + s.version());
        return Objects.equals(s.name(), s.packageName()) || s.name() == null ? crate : s.name() + " (" + crate + ")";
    }

    /** Flags as one would type them. */
    public String flags(List<String> flags) {
        return flags.isEmpty() ? "none" : String.join(" ", flags);
    }

    /** Whether the variants of another tool's benchmark took turns, and how often. */
    public String turns(Measured.Microbenchmark row) {
        return row.interleaved() ? Counted.of(row.passes(), "pass", "passes") + " in turn" : "one after the other";
    }

    /** A machine in one line. */
    public String machineLine() {
        Report.Machine m = report.machine();
        if (m == null) {
            return N.NONE;
        }
        List<String> parts = new ArrayList<>();
        parts.add(Objects.toString(m.cpuModel(), "unknown processor"));
        if (m.cores() != null) {
            parts.add(N.plain(m.cores()) + (m.cores() == 1 ? " processor" : " processors"));
        }
        if (m.os() != null) {
            parts.add(m.os());
        }
        if (m.virtualisation() != null) {
            parts.add(m.virtualisation().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", parts);
    }
}
