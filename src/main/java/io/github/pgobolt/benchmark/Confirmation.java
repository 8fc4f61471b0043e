package io.github.pgobolt.benchmark;

import java.util.List;
import java.util.Set;

/**
 * Measures what would ship on fresh rounds: the best of several on the same rounds is by a part the luckiest. If it is shown
 * slower there, the next takes its place. A single variant is not chosen among others, and its verdict needs no second one.
 *
 * @param bySimplicity the names of all variants there may be, the simplest first
 * @param measured the names of those that were measured, the reference first
 */
public record Confirmation(List<String> bySimplicity, List<String> measured) {

    /** The share of the budget that fresh rounds may take besides. */
    private static final int SHARE = 5;

    /** Measures a variant against the reference. */
    public interface FreshRounds {
        BenchmarkResult measure(String variant, int budgetSeconds);
    }

    /** Returns the first result, with a confirmation of each variant that was to ship. */
    public BenchmarkResult of(BenchmarkResult first, FreshRounds rounds) {
        BenchmarkResult result = first;
        double left = Math.ceil((double) first.budgetSeconds() / SHARE);
        while (measured.size() > 2 && left >= 1) {
            String chosen =
                    Selector.choose(bySimplicity, Set.copyOf(measured), result).variant();
            if (chosen.equals(measured.get(0)) || result.confirmation(chosen).isPresent()) {
                return result;
            }
            BenchmarkResult fresh = rounds.measure(chosen, (int) left);
            left -= fresh.elapsedSeconds();
            result = result.confirmedBy(fresh.overall(chosen, measured.get(0)).orElseThrow());
        }
        return result;
    }
}
