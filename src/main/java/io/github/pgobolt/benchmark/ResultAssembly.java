package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Assembles a result from samples: the same for a benchmark that has just ended and for a replay. */
record ResultAssembly(StoredSamples samples, List<String> moreWarnings) {

    private static final double LAYOUT_NOISE = 0.01;
    private static final double MOST_GROWTH = 20;

    BenchmarkResult result() {
        Terms terms = samples.terms();
        Declaration declared = samples.declared();
        Metric metric = declared.metric();
        Analysis analysis = new Analysis(terms, samples.rounds());
        Metric other = other(analysis, metric);
        List<Comparison> comparisons = analysis.comparisons(metric);
        List<Comparison> others = other == null ? List.of() : analysis.comparisons(other);
        boolean disagree = disagree(comparisons, others);
        Control control = analysis.controlOf(metric);
        Findings findings = new Findings(terms, samples.rounds(), metric);
        List<RunSummary> summaries = findings.summaries();
        int suggested = suggestedBudget(analysis, comparisons, control);
        List<String> warnings = new ArrayList<>(samples.warnings());
        warnings.addAll(moreWarnings);
        warnings.addAll(warnings(analysis, control, suggested, disagree, metric, other));
        warnings.addAll(findings.warnings());
        List<String> advice = new ArrayList<>(new Advice(terms, summaries).lines());
        comparisons.stream()
                .filter(c -> c.workload() == null && (c.verdict() == Verdict.FASTER || c.verdict() == Verdict.SLOWER))
                .filter(c -> Math.abs(c.ratio() - 1) < LAYOUT_NOISE)
                .forEach(c ->
                        advice.add(c.variant() + " and " + c.reference() + " differ by less than 1 %. Linking the same"
                                + " code again in another order moves a result"
                                + " by 0.2 to 0.3 % (SD): take it as a property"
                                + " of these files."));
        if (!declared.why().equals(MetricChoice.SERVERS)) {
            otherDecides(comparisons, others, metric, other).ifPresent(advice::add);
        }
        return new BenchmarkResult(
                BenchmarkResult.SCHEMA_VERSION,
                comparisons,
                control,
                metric.name(),
                declared.why(),
                other == null ? null : other.name(),
                others,
                disagree,
                summaries,
                samples.rounds().size(),
                samples.ended() ? samples.stopReason() : "it was killed",
                samples.budgetSeconds(),
                samples.elapsedSeconds(),
                suggested,
                analysis.minimumPairs(),
                terms.seed(),
                terms.alpha(),
                terms.delta(),
                samples.measuredBy(),
                terms.measuredOnTrainingInput(),
                List.copyOf(warnings),
                List.copyOf(advice),
                samples.machine(),
                null,
                List.of());
    }

    private static Metric other(Analysis analysis, Metric metric) {
        Metric other = metric == Metric.wall ? Metric.cpu : Metric.wall;
        return analysis.has(other) ? other : null;
    }

    private static boolean disagree(List<Comparison> declared, List<Comparison> others) {
        for (int i = 0; i < others.size(); i++) {
            Comparison a = declared.get(i);
            Comparison b = others.get(i);
            if (a.workload() == null && says(a) && says(b) && (a.high() < b.low() || b.high() < a.low())) {
                return true;
            }
        }
        return false;
    }

    /** Names the other metric for the next benchmark: to choose it after the fact would not be fair. */
    private Optional<String> otherDecides(
            List<Comparison> declared, List<Comparison> others, Metric metric, Metric other) {
        String reference = samples.terms().variants().get(0);
        List<String> decided = others.stream()
                .filter(o -> o.workload() == null
                        && o.reference().equals(reference)
                        && o.verdict().isDecided())
                .filter(o -> declared.stream()
                        .anyMatch(d -> d.workload() == null
                                && d.reference().equals(reference)
                                && d.variant().equals(o.variant())
                                && !d.verdict().isDecided()))
                .map(Comparison::sentence)
                .toList();
        return decided.isEmpty()
                ? Optional.empty()
                : Optional.of("By " + metric.words() + " nothing is decided, and by " + other.words() + " it would be: "
                        + String.join("; ", decided) + ". "
                        + (other == Metric.cpu
                                ? "Where the program neither waits nor computes on several threads on purpose, as a JVM does beside"
                                        + " one worker, measure"
                                : "Measure")
                        + " again with -Dpgobolt.benchmark.metric=" + other + ".");
    }

    private static boolean says(Comparison comparison) {
        return comparison.isBounded() && comparison.verdict() != Verdict.TOO_NOISY;
    }

    private List<String> warnings(
            Analysis analysis, Control control, int suggested, boolean disagree, Metric metric, Metric other) {
        List<String> warnings = new ArrayList<>();
        int rounds = samples.rounds().size();
        if (rounds < analysis.minimumPairs()) {
            warnings.add((rounds == 0 ? "Not one pair" : "Only " + Counted.of(rounds, "pair"))
                    + " fitted the budget of " + samples.budgetSeconds()
                    + " s, and a verdict" + (samples.terms().workloads().size() > 1 ? " on each workload" : "")
                    + " needs at least " + analysis.minimumPairs()
                    + ". Give it more time: -Dpgobolt.benchmark.budgetSeconds="
                    + suggested
                    + ", or make the workload shorter.");
        }
        if (!control.holds()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The reference differs from itself by %+.2f %% (%+.2f %% to %+.2f %%): the machine cannot be"
                            + " trusted now, and no verdict is drawn. Measure again when it is calmer, or with "
                            + "-Dpgobolt.benchmark.budgetSeconds=%d.",
                    100 * (control.ratio() - 1),
                    100 * (control.low() - 1),
                    100 * (control.high() - 1),
                    suggested));
        }
        if (disagree) {
            warnings.add("The metrics disagree: " + metric.words() + " decides, as declared, and the interval of "
                    + other.words() + " lies elsewhere. Look at both before you rely on either.");
        }
        if (samples.terms().measuredOnTrainingInput()) {
            warnings.add("Measured on training input: the evaluation reads what the training read, so that the gain on "
                    + "other input may be smaller. Give the evaluation input of its own.");
        }
        return warnings;
    }

    private int suggestedBudget(Analysis analysis, List<Comparison> comparisons, Control control) {
        int rounds = samples.rounds().size();
        double oneBlock = rounds > 0 ? samples.elapsedSeconds() / rounds : secondsOfWarmupBlock();
        if (rounds < analysis.minimumPairs()) {
            return (int) Math.ceil(Math.max(samples.budgetSeconds() + 1, oneBlock * 2 * analysis.minimumPairs()));
        }
        if (!control.holds()) {
            return (int) Math.ceil(2 * samples.elapsedSeconds());
        }
        String reference = samples.terms().variants().get(0);
        double widest = comparisons.stream()
                .filter(c -> c.workload() == null
                        && c.reference().equals(reference)
                        && !c.verdict().isDecided())
                .mapToDouble(c -> (Math.log(c.high()) - Math.log(c.low())) / 2)
                .max()
                .orElse(0);
        if (widest == 0) {
            return 0;
        }
        // Half the width takes four times as many pairs.
        double growth = Math.pow(widest / samples.terms().delta(), 2);
        return (int) Math.ceil(samples.elapsedSeconds() * Math.min(MOST_GROWTH, Math.max(1.5, growth)));
    }

    private double secondsOfWarmupBlock() {
        double round = samples.warmups().values().stream()
                        .mapToDouble(runs -> runs.stream()
                                .mapToDouble(Metric.wall::of)
                                .average()
                                .orElse(0))
                        .sum()
                * (samples.terms().variants().size() + 1);
        return round > 0 ? round : samples.elapsedSeconds();
    }
}
