package io.github.pgobolt.report;

import io.github.pgobolt.base.CheckCount;
import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pipeline.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report in the order in which people read it, for templates. Adds no facts. */
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
     * @param shipped whether it is the variant that ships
     */
    public record VariantRow(Report.Variant variant, Report.Comparison against, boolean shipped, boolean isBaseline) {}

    /**
     * The gain of one phase.
     *
     * @param title such as "BOLT on PGO"
     * @param comparison the measured comparison
     */
    public record Phase(String title, Report.Comparison comparison) {}

    /**
     * One round in numbers.
     *
     * @param changes by variant, the change against the baseline of the same round, per cent (geometric mean of
     *     workloads)
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

    /** Returns which standard library the variants have, in a few words; empty if all have the one of the toolchain. */
    public String std() {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        report.variants().stream()
                .filter(v -> v.name() != null && v.std() != null)
                .forEach(v -> variants.computeIfAbsent(v.std(), std -> new ArrayList<>())
                        .add(v.name()));
        if (variants.keySet().stream().allMatch("prebuilt"::equals)) {
            return "";
        }
        return variants.entrySet().stream()
                .map(one -> one.getKey() + " in " + String.join(", ", one.getValue()))
                .collect(Collectors.joining("; "));
    }

    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        phase(phases, "PGO alone", Report.PGO, Report.BASELINE);
        phase(phases, "BOLT alone", Report.BOLT, Report.BASELINE);
        phase(phases, "BOLT on PGO", Report.PGO_BOLT, Report.PGO);
        phase(phases, "PGO and BOLT", Report.PGO_BOLT, Report.BASELINE);
        return phases;
    }

    private void phase(List<Phase> phases, String title, String variant, String reference) {
        report.overall(variant, reference).ifPresent(c -> phases.add(new Phase(title, c)));
    }

    /** Returns the command that runs a goal. */
    public String goal(String goal) {
        return Goals.command(goal);
    }

    /** Returns the comparisons with the baseline on single workloads, in the order of the report. */
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

    /** Returns the shipped variant's comparison with the baseline over all workloads, or null. */
    public Report.Comparison shippedAgainstBaseline() {
        return shipped() == null
                ? null
                : report.overall(shipped().name(), Report.BASELINE).orElse(null);
    }

    public Report.Variant baseline() {
        return report.variant(Report.BASELINE).orElse(null);
    }

    public List<Report.Check> failedChecks() {
        return report.checks().stream().filter(Report.Check::failed).toList();
    }

    /** Returns the count of all checks, of every variant: "22 passed, 4 not done". */
    public String checkCount() {
        return CheckCount.of(report.checks().stream()
                        .map(check -> Shown.of(check.passed()))
                        .toList())
                .words();
    }

    /** Returns the ways to a branch profile that were not taken. */
    public List<TriedRung> refusedRungs() {
        return report.branchSampling().stream().filter(rung -> !rung.accepted()).toList();
    }

    /** Returns the workloads without any comparable output, with the reason from the baseline's own runs. */
    public List<Report.Check> nothingToCompare() {
        return report.checks().stream()
                .filter(c -> !c.done() && Report.BASELINE.equals(c.variant()))
                .toList();
    }

    /** Returns tests that failed, or whose results differ between variants. */
    public List<Report.CrateTest> loudTests() {
        return report.crateTests().stream().filter(t -> !t.quiet()).toList();
    }

    /** Returns the variants in which the crate's tests were run, the baseline first. */
    public List<String> testedVariants() {
        return report.crateTests().stream()
                .flatMap(t -> t.outcomes().keySet().stream())
                .distinct()
                .toList();
    }

    public List<Report.Gate> failedGates() {
        return report.gates().stream().filter(g -> !g.passed()).toList();
    }

    /** Returns why a part is missing, or null if the report does not say. */
    public Report.Missing missing(String section) {
        return report.missing().stream()
                .filter(m -> section.equals(m.section()))
                .findFirst()
                .orElse(null);
    }

    /** Whether this build ran the benchmark; the figures of a reused one, and of a stored one, cost it no time. */
    public boolean measuredNow() {
        return report.benchmark() != null
                && report.benchmark().storedOn() == null
                && report.steps().stream().anyMatch(s -> "benchmark".equals(s.name()) && s.status() == Status.RAN);
    }

    /**
     * Returns what the build took in words, such as "2 min 10 s of work in 1 min 10 s, of which 1.00 s (1.43 %) are the
     * plugin's own"; null if no step ran.
     */
    public String time() {
        Time time = report.time();
        if (time == null) {
            return null;
        }
        String own = time.ownPercent() == null
                ? ""
                : ", of which " + N.seconds(time.ownSeconds()) + " (" + N.percent(time.ownPercent())
                        + ") are the plugin's own";
        return N.seconds(time.workSeconds()) + " of work"
                + (time.wallSeconds() == null ? "" : " in " + N.seconds(time.wallSeconds()) + own);
    }

    /** Returns the wall time of the build, or of all steps together if that is unknown; null if no step ran. */
    public Double seconds() {
        Time time = report.time();
        return time == null
                ? null
                : time.wallSeconds() == null ? Double.valueOf(time.workSeconds()) : time.wallSeconds();
    }

    /** Whether the memory of a build is known. */
    public boolean knowsMemory() {
        return report.steps().stream().anyMatch(step -> step.peakMemoryBytes() != null);
    }

    /** Returns the number of compiles of this build in words: "3 full compiles", "nothing was compiled again". */
    public String compiles() {
        int compiles = compiles(Status.RAN);
        return compiles > 0
                ? Counted.of(compiles, "full compile")
                : "nothing was compiled" + (compiles(Status.REUSED) > 0 ? " again" : "");
    }

    private int compiles(Status status) {
        return report.steps().stream()
                .filter(s -> s.status() == status)
                .mapToInt(Report.Step::compiles)
                .sum();
    }

    /** Returns {@code good}, {@code neutral} or {@code bad}, for the status of a step. */
    public String statusTone(Status status) {
        return status == Status.FAILED ? "bad" : status == Status.RAN || status == Status.REUSED ? "good" : "neutral";
    }

    /** Returns {@code good}, {@code neutral} or {@code bad}, for a verdict. */
    public String tone(Verdict verdict) {
        return Style.tone(verdict).word();
    }

    /** Returns {@code good}, {@code neutral} or {@code bad}, for the grade of a profile. */
    public String gradeTone(Grade grade) {
        return grade == Grade.usable ? "neutral" : grade.name();
    }

    /** Returns the commands, one per line. */
    public String reproduceScript() {
        return String.join("\n", report.reproduce());
    }

    /** Returns a code fence longer than any in the commands. */
    public String fence() {
        String fence = "```";
        while (reproduceScript().contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    /** Returns the heading of a report: its subject, or that none is known. */
    public String title() {
        Report.Subject s = report.subject();
        if (s == null) {
            return "PGO and BOLT";
        }
        String crate = Objects.toString(s.packageName(), "") + (s.version() == null ? "" : " " + s.version());
        return Objects.equals(s.name(), s.packageName()) || s.name() == null ? crate : s.name() + " (" + crate + ")";
    }

    /** Returns flags as one would type them. */
    public String flags(List<String> flags) {
        return flags.isEmpty() ? "none" : String.join(" ", flags);
    }

    /** Returns whether the variants of another tool's benchmark took turns, and how often. */
    public String turns(Measured.Microbenchmark row) {
        return row.interleaved() ? Counted.of(row.passes(), "pass", "passes") + " in turn" : "one after the other";
    }

    /** Returns the machine in one line. */
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
