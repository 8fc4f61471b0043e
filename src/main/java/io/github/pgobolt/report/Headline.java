package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict in words that need no statistics, the same in every form of the report.
 *
 * @param tone how good the news is
 * @param title three words: "Ship pgo-bolt", "Keep the baseline"
 * @param sentence whether it is faster, how certain that is, and whether it is correct
 * @param caveats what a reader must know before believing it
 */
public record Headline(Tone tone, String title, String sentence, List<String> caveats) {

    /** How good the news is. */
    public enum Tone {
        GOOD,
        NEUTRAL,
        BAD;

        /** Returns the name as a CSS class and as a word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The sections of {@link Report#missing()} that say why the build lacks PGO or BOLT. */
    static final Set<String> HALVES = Set.of("pgo", "bolt");

    private static final Numbers N = new Numbers();

    public Headline {
        caveats = List.copyOf(caveats);
    }

    public static Headline of(Report report) {
        List<String> caveats = caveats(report);
        List<Report.Gate> failedGates =
                report.gates().stream().filter(g -> !g.passed()).toList();
        if (report.selection() == null || report.selection().variant() == null) {
            boolean failed = report.steps().stream().anyMatch(s -> s.status() == Status.FAILED);
            return new Headline(
                    failed ? Tone.BAD : Tone.NEUTRAL,
                    failed ? "Not finished" : "Nothing selected yet",
                    whyNothing(report),
                    caveats);
        }
        String shipped = report.selection().variant();
        Shown correct = report.variant(shipped).map(Report.Variant::shown).orElse(Shown.NOT);
        if (correct == Shown.WRONG) {
            return new Headline(
                    Tone.BAD, "Do not ship " + shipped, shipped + " is selected, but a check of it failed.", caveats);
        }
        if (!failedGates.isEmpty()) {
            return new Headline(
                    Tone.BAD,
                    "Do not ship",
                    gates(failedGates) + " "
                            + (shipped.equals(Report.BASELINE) ? whyBaseline(report) : sentence(report, shipped)),
                    caveats);
        }
        if (shipped.equals(Report.BASELINE)) {
            return new Headline(Tone.NEUTRAL, "Keep the baseline", whyBaseline(report), caveats);
        }
        Optional<Report.Comparison> gain = report.overall(shipped, Report.BASELINE);
        boolean faster = gain.map(c -> c.verdict() == Verdict.FASTER).orElse(false);
        if (faster && correct == Shown.NOT) {
            return new Headline(
                    Tone.NEUTRAL, "Ship " + shipped + ", not shown correct", sentence(report, shipped), caveats);
        }
        return new Headline(
                faster ? Tone.GOOD : Tone.NEUTRAL,
                faster ? "Ship " + shipped : shipped + " is not shown faster",
                sentence(report, shipped),
                caveats);
    }

    private static String gates(List<Report.Gate> failed) {
        Report.Gate first = failed.get(0);
        return failed.size() == 1
                ? "The gate " + first.name() + " failed"
                        + (first.detail() == null ? "." : ": " + N.clause(first.detail()) + ".")
                : failed.size() + " gates failed: "
                        + String.join(
                                ", ", failed.stream().map(Report.Gate::name).toList()) + ".";
    }

    private static String sentence(Report report, String variant) {
        return speed(report, variant) + pairsNeeded(report) + " " + correctness(report, variant);
    }

    /** Returns how a variant compares with the baseline, and how certain that is. */
    static String speed(Report report, String variant) {
        Optional<Report.Comparison> found = report.overall(variant, Report.BASELINE);
        if (found.isEmpty()) {
            return variant.equals(Report.BASELINE)
                    ? "The baseline is what everything else is compared with."
                    : variant + " was not measured against the baseline.";
        }
        Report.Comparison c = found.get();
        if (c.ratio() == null) {
            return "Not a single pair of " + variant + " and the baseline was measured.";
        }
        long evaluated = report.workloads().stream()
                .filter(w -> !"train".equals(w.use()))
                .count();
        String where = evaluated > 1 && c.workload() == null ? " over all workloads together" : "";
        if (!c.isBounded()) {
            return variant + " seems to need " + than(c.ratio()) + metric(c) + where + ", but " + pairs(c.pairs())
                    + Counted.word(c.pairs(), " is", " are") + " too few to say so.";
        }
        String interval = " (" + N.interval(c.low(), c.high()) + ", " + pairs(c.pairs()) + ")";
        return switch (c.verdict() == null ? Verdict.TOO_NOISY : c.verdict()) {
            case FASTER, SLOWER ->
                variant + " needs " + N.moreOrLess(c.ratio()) + " " + metric(c) + " than the baseline" + where
                        + interval + ".";
            case SAME -> variant + " is as fast as the baseline" + where + interval + ".";
            case NO_DIFFERENCE_SHOWN ->
                "No difference between " + variant + " and the baseline was shown" + where + interval + ".";
            // It has an interval, so that it is not the pairs that are missing.
            case TOO_NOISY, TOO_FEW_PAIRS ->
                "The measurement was too noisy to tell " + variant + " from the baseline" + where + interval + ".";
        };
    }

    /** Returns how many pairs a verdict needs and the budget for them, if there are too few; else nothing. */
    static String pairsNeeded(Report report) {
        Measured.Benchmark benchmark = report.benchmark();
        boolean few = report.comparisons().stream()
                .anyMatch(c -> c.workload() == null && Report.BASELINE.equals(c.reference()) && !c.isBounded());
        return !few
                        || benchmark == null
                        || benchmark.pairsNeeded() == null
                        || benchmark.suggestedBudgetSeconds() == null
                ? ""
                : " A verdict needs " + Counted.of(benchmark.pairsNeeded(), "pair")
                        + ": -Dpgobolt.benchmark.budgetSeconds=" + Math.round(benchmark.suggestedBudgetSeconds())
                        + " would do.";
    }

    private static String than(Double ratio) {
        return N.moreOrLess(ratio) + " ";
    }

    private static String metric(Report.Comparison c) {
        return N.metric(c.metric());
    }

    private static String pairs(int pairs) {
        return Counted.of(pairs, "pair");
    }

    private static String correctness(Report report, String variant) {
        if (report.checks().isEmpty()) {
            return "Whether it is correct was not checked.";
        }
        return switch (report.variant(variant).map(Report.Variant::shown).orElse(Shown.NOT)) {
            case CORRECT -> "It is shown correct.";
            case WRONG -> "It is shown wrong.";
            case NOT -> "It is not shown correct: no output of an evaluation workload could be compared.";
        };
    }

    private static String whyBaseline(Report report) {
        List<String> sentences = new ArrayList<>();
        for (Report.Variant variant : report.variants()) {
            if (variant.name() == null || variant.name().equals(Report.BASELINE)) {
                continue;
            }
            sentences.add(
                    variant.shown() == Shown.WRONG
                            ? variant.name() + " failed a check and is out."
                            : speed(report, variant.name()));
        }
        List<String> notShown = report.variants().stream()
                .filter(v ->
                        v.shown() == Shown.NOT && v.name() != null && !v.name().equals(Report.BASELINE))
                .map(Report.Variant::name)
                .toList();
        if (!notShown.isEmpty() && !report.checks().isEmpty()) {
            sentences.add(String.join(" and ", notShown) + Counted.word(notShown.size(), " is", " are")
                    + " not shown correct: no output of an evaluation workload could be compared.");
        }
        if (sentences.isEmpty()) {
            return "No other variant was built.";
        }
        return String.join(" ", sentences) + pairsNeeded(report);
    }

    private static String whyNothing(Report report) {
        return report.steps().stream()
                .filter(s -> s.status() == Status.FAILED)
                .findFirst()
                .map(s -> "The step " + s.name() + " failed" + (s.reason() == null ? "." : ": " + s.reason()))
                .or(() -> report.missing().stream()
                        .filter(m -> "selection".equals(m.section()))
                        .findFirst()
                        .map(m -> "No variant was chosen: " + m.why() + ". Run " + m.run() + "."))
                .orElse("No variant was chosen.");
    }

    private static List<String> caveats(Report report) {
        List<String> caveats = new ArrayList<>();
        report.missing().stream()
                .filter(m -> HALVES.contains(m.section()))
                .forEach(m -> caveats.add("Without " + m.section().toUpperCase(Locale.ROOT) + ": " + m.why()
                        + (m.run() == null ? "" : " To have it: " + m.run())));
        report.targets().stream().filter(Target::isWrong).forEach(t -> caveats.add(t.wrong() + "."));
        if (report.benchmark() != null && report.benchmark().storedOn() != null) {
            caveats.add("The verdict was stored on " + report.benchmark().storedOn() + ", and not measured here"
                    + (report.machine() == null || report.machine().cpuModel() == null
                            ? ""
                            : ": " + report.machine().cpuModel())
                    + ".");
        }
        if (Boolean.TRUE.equals(report.measuredOnTrainingInput())) {
            caveats.add("Measured on training input: the gain on other input may be smaller.");
        }
        Report.Control control = report.control();
        if (control != null
                && control.low() != null
                && control.high() != null
                && control.low() > 0
                && (control.low() > 1 || control.high() < 1)) {
            caveats.add("The baseline differed from itself (" + N.interval(control.low(), control.high())
                    + "): this machine was too noisy to believe any verdict.");
        }
        if (report.benchmark() != null && report.benchmark().metricsDisagree()) {
            caveats.add("CPU time and wall time contradict each other.");
        }
        List<String> slower = report.comparisons().stream()
                .filter(c -> c.workload() != null
                        && report.selection() != null
                        && c.verdict() == Verdict.SLOWER
                        && Report.BASELINE.equals(c.reference())
                        && c.variant() != null
                        && c.variant().equals(report.selection().variant()))
                .map(Report.Comparison::workload)
                .toList();
        if (!slower.isEmpty()) {
            caveats.add("Slower on " + (slower.size() <= 3 ? String.join(", ", slower) : slower.size() + " workloads")
                    + ".");
        }
        return caveats;
    }
}
