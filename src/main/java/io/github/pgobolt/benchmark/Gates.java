package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Gates on speed, judged by whole intervals and never by an estimate. Fractions: 0.02 is 2 %; null means no gate.
 *
 * @param failIfSlower fails if the variant is shown slower by more than this: the whole interval is beyond it
 * @param requireNotSlower fails unless the whole interval is below this slowdown; for a release
 * @param requireFaster fails unless the whole interval shows a speedup of more than this
 * @param noWorkloadSlower fails if the variant is shown slower on a single workload by more than this: the whole
 *     interval is beyond it
 * @param onInconclusive what {@code failIfSlower} and {@code noWorkloadSlower} do if the interval contains their limit,
 *     or there is none. The others require proof, so they always fail without it
 */
public record Gates(
        Double failIfSlower,
        Double requireNotSlower,
        Double requireFaster,
        Double noWorkloadSlower,
        OnInconclusive onInconclusive) {

    /** No gates. */
    public static final Gates NONE = new Gates(null, null, null, null, OnInconclusive.warn);

    /** Judges the file that ships against the reference that it was measured against. */
    public List<GateResult> judge(BenchmarkResult result, String variant) {
        List<GateResult> results = new ArrayList<>();
        Optional<Comparison> overall = result.comparisons().stream()
                .filter(c -> c.variant().equals(variant) && c.workload() == null)
                .findFirst();
        // An interval counts only if the reference does not differ from itself.
        Predicate<Comparison> trusted = c -> result.control().holds() && c.isBounded();
        add(
                results,
                "failIfSlower",
                failIfSlower,
                variant,
                overall,
                (c, x) -> notShownSlower("failIfSlower", c, x, trusted.test(c)));
        add(
                results,
                "requireNotSlower",
                requireNotSlower,
                variant,
                overall,
                (c, x) -> proof("requireNotSlower", c, 1 + x, trusted.test(c)));
        add(
                results,
                "requireFaster",
                requireFaster,
                variant,
                overall,
                (c, x) -> proof("requireFaster", c, 1 - x, trusted.test(c)));
        if (noWorkloadSlower != null) {
            List<Comparison> single = overall.isEmpty()
                    ? List.of()
                    : result.comparisons().stream()
                            .filter(c -> c.variant().equals(variant)
                                    && c.reference().equals(overall.get().reference()))
                            .filter(c -> c.workload() != null)
                            .toList();
            // With one workload, the overall comparison is the one on it.
            List<Comparison> asked = single.isEmpty() ? overall.stream().toList() : single;
            asked.forEach(c -> results.add(notShownSlower("noWorkloadSlower", c, noWorkloadSlower, trusted.test(c))));
            if (asked.isEmpty()) {
                results.add(reference("noWorkloadSlower", variant));
            }
        }
        return List.copyOf(results);
    }

    private static void add(
            List<GateResult> results,
            String name,
            Double limit,
            String variant,
            Optional<Comparison> comparison,
            BiFunction<Comparison, Double, GateResult> gate) {
        if (limit != null) {
            results.add(comparison.map(c -> gate.apply(c, limit)).orElseGet(() -> reference(name, variant)));
        }
    }

    /** Judges the reference itself if it ships: it is as fast as itself, and not faster. */
    private static GateResult reference(String name, String variant) {
        boolean passed = !name.equals("requireFaster");
        return new GateResult(
                name,
                passed,
                false,
                variant + " was compared with nothing: it is the reference"
                        + (passed ? "." : ", and a faster variant is required. None was shown to be."));
    }

    private GateResult notShownSlower(String name, Comparison comparison, double limit, boolean trusted) {
        String detail = comparison.sentence()
                + String.format(Locale.ROOT, " (fails where the whole interval is above %+.2f %%)", 100 * limit);
        if (trusted && comparison.low() > 1 + limit) {
            return new GateResult(name, false, false, detail);
        }
        if (trusted && comparison.high() < 1 + limit) {
            return new GateResult(name, true, false, detail);
        }
        return new GateResult(name, onInconclusive != OnInconclusive.fail, true, detail + ". " + cannotSay(trusted));
    }

    private static GateResult proof(String name, Comparison comparison, double below, boolean trusted) {
        String detail = comparison.sentence()
                + String.format(Locale.ROOT, " (needs the whole interval below %+.2f %%)", 100 * (below - 1));
        boolean open = !trusted || comparison.low() < below && comparison.high() >= below;
        return open
                ? new GateResult(name, false, true, detail + ". " + cannotSay(trusted))
                : new GateResult(name, comparison.high() < below, false, detail);
    }

    private static String cannotSay(boolean trusted) {
        return (trusted
                        ? "The limit lies within the interval"
                        : "There are too few pairs, or the reference differs from itself")
                + ", so that the benchmark cannot say; a larger -Dpgobolt.benchmark.budgetSeconds or a calmer machine"
                + " would.";
    }
}
