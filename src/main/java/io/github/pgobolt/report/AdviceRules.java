package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.benchmark.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Advice that follows from facts in the report; a missing fact gives none. */
final class AdviceRules {

    /**
     * Relinking the same code changes a result by 0.2 to 0.3 % (SD), so a smaller difference from one link is layout
     * noise.
     */
    private static final double LAYOUT_NOISE = 0.01;
    /** Runs of 50 to 200 ms give the narrowest interval in a given time; runs four times shorter halve it. */
    private static final double LONG_RUN_SECONDS = 0.4;
    /** Growth of a file from which its alignment is worth mentioning. */
    private static final double LARGE_GROWTH = 1.5;

    private static final double STALE_PERCENT = 5;
    private static final double SPARSE_PROFILE = 10;

    private static final Numbers N = new Numbers();

    private final Report report;
    private final List<Report.Advice> advice = new ArrayList<>();

    private AdviceRules(Report report) {
        this.report = report;
    }

    static List<Report.Advice> of(Report report) {
        AdviceRules rules = new AdviceRules(report);
        rules.measurement();
        rules.variants();
        rules.profiles();
        rules.environment();
        return List.copyOf(rules.advice);
    }

    private void measurement() {
        Measured.Benchmark benchmark = report.benchmark();
        Report.Control control = report.control();
        if (control != null
                && control.low() != null
                && control.high() != null
                && control.low() > 0
                && (control.low() > 1 || control.high() < 1)) {
            add(
                    "Measure again on a quieter machine before believing a verdict.",
                    "the baseline again gave " + N.interval(control.low(), control.high()));
        }
        if (Boolean.TRUE.equals(report.measuredOnTrainingInput())) {
            add(
                    "Configure workloads with <use>evaluate</use> that read other input than the training.",
                    "an evaluation workload reads what the training read");
        }
        if (benchmark != null && benchmark.metricsDisagree()) {
            add(
                    "Look at CPU time and wall time apart: work may have moved to another thread, or the program waits.",
                    "the two metrics contradict each other");
        }
        List<Report.Comparison> open = againstBaseline()
                .filter(c -> c.verdict() != null && !c.verdict().isDecided())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        if (benchmark != null && benchmark.suggestedBudgetSeconds() != null && benchmark.suggestedBudgetSeconds() > 0) {
            add(
                    "Give the benchmark more time: -Dpgobolt.benchmark.budgetSeconds="
                            + Math.round(benchmark.suggestedBudgetSeconds()),
                    (open.stream().anyMatch(c -> !c.isBounded())
                                    ? "too few pairs for a verdict" + needed(benchmark)
                                    : "undecided")
                            + " after " + N.seconds(benchmark.elapsedSeconds()) + ": "
                            + String.join(
                                    ", ",
                                    open.stream()
                                            .map(Report.Comparison::variant)
                                            .distinct()
                                            .toList()));
        }
        report.runs().stream()
                .filter(r -> Report.BASELINE.equals(r.variant())
                        && r.wallSeconds() != null
                        && r.wallSeconds().median() != null
                        && r.wallSeconds().median() > LONG_RUN_SECONDS)
                .findFirst()
                .ifPresent(r -> add(
                        "Split " + r.workload() + " into runs of 50 to 200 ms: four times shorter runs halve"
                                + " the interval in the same time.",
                        "a run takes " + N.seconds(r.wallSeconds().median()) + " and the comparison is undecided"));
    }

    private static String needed(Measured.Benchmark benchmark) {
        return benchmark.pairsNeeded() == null
                ? ""
                : " (" + benchmark.rounds() + ", and it needs " + benchmark.pairsNeeded() + ")";
    }

    private void variants() {
        report.overall(Report.PGO_BOLT, Report.PGO)
                .filter(Report.Comparison::isBounded)
                .ifPresent(c -> {
                    if (c.verdict() != Verdict.FASTER) {
                        double cost = report.steps().stream()
                                .filter(s -> s.name() != null && s.name().startsWith("bolt") && s.seconds() != null)
                                .mapToDouble(Report.Step::seconds)
                                .sum();
                        add(
                                "Consider PGO alone here: BOLT is not shown to give anything on top.",
                                "pgo-bolt against pgo: " + N.interval(c.low(), c.high())
                                        + (cost > 0 ? "; BOLT's steps took " + N.seconds(cost) : ""));
                    }
                });
        shipped()
                .filter(c -> c.verdict() == Verdict.FASTER && c.ratio() != null && c.ratio() > 1 - LAYOUT_NOISE)
                .ifPresent(c -> add(
                        "Do not quote this gain as one of PGO or BOLT: relinking alone moves a result as much.",
                        "the gain is " + N.moreOrLess(c.ratio()) + ", below 1 %"));
        layout();
        slowerWorkloads(againstBaseline()
                .filter(c -> c.workload() != null
                        && c.verdict() == Verdict.SLOWER
                        && isShipped(c.variant())
                        && c.isBounded())
                .toList());
        Optional<Report.Variant> pgo = report.variant(Report.PGO);
        Optional<Report.Variant> bolt = report.variant(Report.PGO_BOLT);
        if (pgo.isPresent()
                && bolt.isPresent()
                && pgo.get().sizeBytes() != null
                && bolt.get().sizeBytes() != null
                && bolt.get().sizeBytes() > LARGE_GROWTH * pgo.get().sizeBytes()
                && !report.boltFlags().contains("-no-huge-pages")) {
            add(
                    "Add -no-huge-pages to boltExtraFlags: it ends the 2 MB alignment that makes a small file large.",
                    "BOLT made " + N.bytes(bolt.get().sizeBytes()) + " of "
                            + N.bytes(pgo.get().sizeBytes()));
        }
    }

    private void layout() {
        Sensitivity sensitivity = report.sensitivity();
        if (sensitivity == null || !sensitivity.isShown()) {
            return;
        }
        String because = sensitivity.sentence();
        List<String> within = againstBaseline()
                .filter(c -> c.workload() == null
                        && c.verdict() == Verdict.FASTER
                        && c.ratio() != null
                        && sensitivity.covers(c.ratio()))
                .map(Report.Comparison::variant)
                .toList();
        if (!within.isEmpty()) {
            add(
                    "Do not quote the gain of " + String.join(" and ", within)
                            + " as one of PGO or BOLT: it is within what layout alone moves this program. It is a"
                            + " property of these files, and a relink may take it away.",
                    because);
        }
        if (sensitivity.isLarge()) {
            add("Race layouts for the best one: " + Goals.command("tune"), because);
        }
    }

    private void slowerWorkloads(List<Report.Comparison> slower) {
        if (slower.isEmpty()) {
            return;
        }
        Report.Comparison worst = slower.stream()
                .max(Comparator.comparing(Report.Comparison::ratio))
                .get();
        boolean one = slower.size() == 1;
        add(
                "Train with " + (one ? worst.workload() : "what the slower workloads do") + " too, or give "
                        + (one ? "it" : "them") + " more weight.",
                worst.variant() + " is slower on "
                        + (one ? "it" : slower.size() + " workloads, most on " + worst.workload()) + ": "
                        + N.interval(worst.low(), worst.high()));
    }

    private void profiles() {
        if (report.profiles() == null) {
            return;
        }
        Profiles.Pgo pgo = report.profiles().pgo();
        if (pgo != null
                && pgo.mismatchedFunctions() != null
                && pgo.functions() != null
                && pgo.mismatchedFunctions() > 0) {
            add(
                    "Train again from the present sources and with the same features, LTO and codegen units.",
                    N.count(pgo.mismatchedFunctions()) + " of " + N.counted(pgo.functions(), "function", "functions")
                            + Counted.word(pgo.mismatchedFunctions(), " has", " have")
                            + " a profile that does not fit the code");
        }
        Profiles.Bolt bolt = report.profiles().bolt();
        if (bolt != null && bolt.densityFactor() != null && bolt.densityFactor() > SPARSE_PROFILE) {
            add(
                    "Train longer, or with more workloads: the branch profile is thin.",
                    "BOLT would like " + N.plain(bolt.densityFactor()) + " times more samples");
        }
        if (bolt != null
                && bolt.stalePercent() != null
                && bolt.inferredPercent() == null
                && bolt.stalePercent() > STALE_PERCENT) {
            add(
                    "Make the branch profile again from the file that BOLT reads.",
                    N.percent(bolt.stalePercent()) + " of the samples belong to functions with a stale profile");
        }
    }

    private void environment() {
        if (report.rustFlags() != null
                && Stream.concat(report.rustFlags().userFlags().stream(), report.rustFlags().pluginFlags().stream())
                        .anyMatch(f -> f.contains("target-cpu=native"))) {
            add(
                    "Leave out -Ctarget-cpu=native for files that run on other machines.",
                    "it is among the flags in force, and an older processor ends such a program with SIGILL");
        }
        Report.Machine machine = report.machine();
        if (machine != null
                && machine.loadBefore() != null
                && machine.cores() != null
                && machine.loadBefore() > machine.cores() / 2) {
            add(
                    "End other work on the machine before the benchmark.",
                    "the load was " + N.plain(machine.loadBefore()) + " on " + N.plain(machine.cores())
                            + (machine.cores() == 1 ? " processor" : " processors") + " before the first run");
        }
    }

    private Stream<Report.Comparison> againstBaseline() {
        return report.comparisons().stream().filter(c -> Report.BASELINE.equals(c.reference()) && c.variant() != null);
    }

    private Optional<Report.Comparison> shipped() {
        return report.selection() == null || report.selection().variant() == null
                ? Optional.empty()
                : report.overall(report.selection().variant(), Report.BASELINE);
    }

    private boolean isShipped(String variant) {
        return report.selection() != null && variant.equals(report.selection().variant());
    }

    private void add(String text, String because) {
        advice.add(new Report.Advice(text, because));
    }
}
