package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Chooses what ships: never a variant that was not shown to be faster. */
public final class Selector {

    private Selector() {}

    /**
     * Chooses among the correct variants that were shown faster than the reference, and not slower on fresh rounds: the
     * one that is shown faster than the others, or else the simplest of those that are level with the first. If there are
     * none, the reference.
     *
     * @param bySimplicity the variants, the simplest first; the reference may be among them
     * @param correct the variants that passed the check
     */
    public static Selection choose(List<String> bySimplicity, Set<String> correct, BenchmarkResult result) {
        Selection chosen = chosen(bySimplicity, correct, result);
        List<String> reasons = new ArrayList<>(List.of(chosen.reason()));
        result.confirmation(chosen.variant()).ifPresent(fresh -> reasons.add(confirmed(fresh)));
        result.confirmations().stream()
                .filter(fresh -> result.isRefuted(fresh.variant()) && correct.contains(fresh.variant()))
                .forEach(fresh -> reasons.add(
                        "Fresh rounds refute the first ones, and it does not ship: " + fresh.sentence() + "."));
        return new Selection(chosen.variant(), String.join(" ", reasons));
    }

    private static String confirmed(Comparison fresh) {
        return switch (fresh.verdict()) {
            case FASTER -> "Fresh rounds confirm it: " + fresh.sentence() + ".";
            case TOO_FEW_PAIRS -> "The time for fresh rounds was too short to confirm it.";
            default -> "Fresh rounds do not show it slower: " + fresh.sentence() + ".";
        };
    }

    private static Selection chosen(List<String> bySimplicity, Set<String> correct, BenchmarkResult result) {
        String reference = result.comparisons().get(0).reference();
        List<String> faster = bySimplicity.stream()
                .filter(correct::contains)
                .filter(variant -> !result.isRefuted(variant))
                .filter(variant -> result.overall(variant, reference)
                                .map(Comparison::verdict)
                                .orElse(null)
                        == Verdict.FASTER)
                .toList();
        if (faster.isEmpty()) {
            return new Selection(
                    reference, "No variant that passed the check was shown to be faster than " + reference + ".");
        }
        String first = faster.stream()
                .min(Comparator.comparingDouble(variant ->
                        result.overall(variant, reference).orElseThrow().ratio()))
                .orElseThrow();
        if (faster.size() == 1) {
            return new Selection(first, "It is the only one that was shown to be faster.");
        }
        List<String> level = faster.stream()
                .filter(variant -> variant.equals(first) || !leads(result, first, variant))
                .toList();
        if (level.size() == 1) {
            return new Selection(first, "Its lead over the next is shown.");
        }
        String simplest = level.get(0);
        return new Selection(
                simplest,
                "No lead is shown among " + String.join(", ", level) + ", and " + simplest + " is the simplest.");
    }

    private static boolean leads(BenchmarkResult result, String variant, String other) {
        return result.overall(variant, other)
                .map(c -> c.verdict() == Verdict.FASTER)
                .or(() -> result.overall(other, variant).map(c -> c.verdict() == Verdict.SLOWER))
                .orElse(false);
    }
}
