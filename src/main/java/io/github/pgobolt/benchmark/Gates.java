package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gates on speed, judged by whole intervals and never by an estimate. Fractions: 0.02 is 2 %; null means no gate.
 *
 * <p>There are two kinds. {@code failIfSlower} and {@code noWorkloadSlower} fail if a slowdown is shown; if nothing is
 * shown, {@code onInconclusive} decides. {@code requireNotSlower} and {@code requireFaster} always fail without proof:
 * a {@code requireNotSlower} that passed without it would be {@code failIfSlower} under another name.
 *
 * @param failIfSlower fails if any measured variant is shown slower by more than this, even if another one ships: a
 *     variant that is shown slower never ships, so a gate on the shipped one alone could not fail
 * @param requireNotSlower fails unless the whole interval of the shipped file is below this slowdown; for a release
 * @param requireFaster fails unless the whole interval of the shipped file shows a speedup of more than this
 * @param noWorkloadSlower fails if the shipped file is shown slower on a single workload by more than this
 * @param onInconclusive what {@code failIfSlower} and {@code noWorkloadSlower} do if the interval contains their limit,
 *     or there is none
 */
public record Gates(
        Double failIfSlower,
        Double requireNotSlower,
        Double requireFaster,
        Double noWorkloadSlower,
        OnInconclusive onInconclusive) {

    /** No gates. */
    public static final Gates NONE = new Gates(null, null, null, null, OnInconclusive.warn);

    /** Judges a benchmark's variants, and those of them that ship. */
    public List<GateResult> judge(BenchmarkResult result, Collection<String> ships) {
        String reference = result.comparisons().get(0).reference();
        List<Comparison> withReference = result.comparisons().stream()
                .filter(c -> c.reference().equals(reference))
                .toList();
        List<Comparison> overall =
                withReference.stream().filter(c -> c.workload() == null).toList();
        List<GateResult> results = new ArrayList<>();
        if (failIfSlower != null) {
            overall.forEach(
                    c -> results.add(harm("failIfSlower", result, c, failIfSlower, ships.contains(c.variant()))));
        }
        for (String variant : ships) {
            Optional<Comparison> measured =
                    overall.stream().filter(c -> c.variant().equals(variant)).findFirst();
            if (requireNotSlower != null) {
                results.add(measured.map(c -> proof("requireNotSlower", result, c, 1 + requireNotSlower))
                        .orElseGet(() -> reference("requireNotSlower", variant)));
            }
            if (requireFaster != null) {
                results.add(measured.map(c -> proof("requireFaster", result, c, 1 - requireFaster))
                        .orElseGet(() -> reference("requireFaster", variant)));
            }
            if (noWorkloadSlower != null) {
                List<Comparison> single = withReference.stream()
                        .filter(c -> c.variant().equals(variant) && c.workload() != null)
                        .toList();
                // With one workload, the comparison over all is the one on it.
                List<Comparison> asked = single.isEmpty() ? measured.stream().toList() : single;
                asked.forEach(c -> results.add(harm("noWorkloadSlower", result, c, noWorkloadSlower, true)));
                if (asked.isEmpty()) {
                    results.add(reference("noWorkloadSlower", variant));
                }
            }
        }
        return List.copyOf(results);
    }

    /** The reference itself ships: it is as fast as itself, and not faster. */
    private static GateResult reference(String name, String variant) {
        boolean passed = !name.equals("requireFaster");
        return new GateResult(
                name,
                passed,
                false,
                variant + " was compared with nothing: it is the reference"
                        + (passed ? "." : ", and a faster variant is required. None was shown to be."));
    }

    private GateResult harm(String name, BenchmarkResult result, Comparison comparison, double limit, boolean ships) {
        double above = 1 + limit;
        String detail = told(result, comparison)
                + String.format(Locale.ROOT, " (fails where the whole interval is above %+.2f %%)", 100 * limit);
        if (isOpen(result, comparison, above)) {
            return onInconclusive.decide(name, detail + ". " + cannotSay(result, comparison, above));
        }
        boolean passed = comparison.high() < above;
        return new GateResult(
                name,
                passed,
                false,
                passed || ships
                        ? detail
                        : detail + ". It does not ship, and what makes it slower"
                                + " is worth finding: a training that is not like the evaluation, say. -Dpgobolt.pgo=off or -Dpgobolt.bolt=off"
                                + " leaves it out.");
    }

    private static GateResult proof(String name, BenchmarkResult result, Comparison comparison, double below) {
        String detail = told(result, comparison)
                + String.format(Locale.ROOT, " (needs the whole interval below %+.2f %%)", 100 * (below - 1));
        return isOpen(result, comparison, below)
                ? new GateResult(
                        name,
                        false,
                        true,
                        detail + ". " + cannotSay(result, comparison, below)
                                + " This gate asks for a proof, whatever onInconclusive says.")
                : new GateResult(name, comparison.high() < below, false, detail);
    }

    private static String told(BenchmarkResult result, Comparison comparison) {
        return comparison.sentence()
                + (result.storedOn() == null ? "" : ", by the verdict stored on " + result.storedOn());
    }

    /** Whether nothing is shown. An interval counts only if the reference does not differ from itself. */
    private static boolean isOpen(BenchmarkResult result, Comparison comparison, double limit) {
        return !result.control().holds()
                || !comparison.isBounded()
                || comparison.low() <= limit && comparison.high() >= limit;
    }

    /** Says why the benchmark cannot tell, and what would help. */
    private static String cannotSay(BenchmarkResult result, Comparison comparison, double limit) {
        if (result.storedOn() != null) {
            return "The limit lies within the interval of a stored verdict. Measure here: -Dpgobolt.verdict=measured.";
        }
        String budget = "-Dpgobolt.benchmark.budgetSeconds="
                + (result.suggestedBudgetSeconds() > 0 ? result.suggestedBudgetSeconds() : 2 * result.budgetSeconds());
        if (!comparison.isBounded()) {
            return "More time would give them: " + budget + ".";
        }
        if (!result.control().holds()) {
            return "The reference differs from itself, so that no interval can be believed: measure on a calmer machine, or with "
                    + budget + ".";
        }
        // A larger budget changes nothing if the benchmark ended before the budget was spent.
        double distance = Math.abs(Math.log(comparison.ratio()) - Math.log(limit));
        return "The limit lies within the interval, so that the benchmark cannot say. "
                + (result.stopReason().equals(StoppingRule.DECIDED)
                        ? String.format(
                                Locale.ROOT,
                                "It stopped because every comparison was decided; -Dpgobolt.benchmark.precision=%.4f"
                                        + " goes on until the interval is that narrow.",
                                Math.max(0.001, distance / 2))
                        : budget + " or a calmer machine would let it.");
    }
}
