package io.github.pgobolt.pgo;

import io.github.pgobolt.pgo.CountedFunctions.Counts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What moved between two profiles of one program.
 *
 * @param commonPercent how much of the two is alike: the sum, over all functions, of the smaller of its two shares of the
 *     counts, as llvm-profdata overlap computes it for edges
 * @param counted functions with counts, before and now
 * @param total the sums of all counts, before and now
 * @param moved the functions whose share moved most, the greatest first
 */
public record ProfileChange(double commonPercent, Pair counted, Pair total, List<Moved> moved) {

    private static final int SHOWN = 10;

    /** A share that moved by less is not worth a line. */
    private static final double LEAST_PERCENT = 0.1;

    public ProfileChange {
        moved = List.copyOf(moved);
    }

    /** A number of the older profile and of the newer one. */
    public record Pair(double before, double now) {

        double byHowMuch() {
            return Math.abs(now - before);
        }
    }

    /**
     * A function.
     *
     * @param percent its share of all counts
     */
    public record Moved(String symbol, Pair percent) {}

    /** Compares the counts of each function. */
    public static ProfileChange of(Map<String, Counts> before, Map<String, Counts> now) {
        Pair total = new Pair(sum(before), sum(now));
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(now.keySet());
        List<Moved> shares = new ArrayList<>();
        double common = 0;
        for (String function : all) {
            Pair percent =
                    new Pair(percent(before.get(function), total.before()), percent(now.get(function), total.now()));
            common += Math.min(percent.before(), percent.now());
            if (percent.byHowMuch() >= LEAST_PERCENT) {
                shares.add(new Moved(function, percent));
            }
        }
        shares.sort(Comparator.comparingDouble((Moved moved) -> moved.percent().byHowMuch())
                .reversed());
        return new ProfileChange(
                common, new Pair(before.size(), now.size()), total, shares.subList(0, Math.min(SHOWN, shares.size())));
    }

    private static double sum(Map<String, Counts> counts) {
        return counts.values().stream().mapToDouble(Counts::sum).sum();
    }

    private static double percent(Counts counts, double total) {
        return counts == null || total == 0 ? 0 : 100 * counts.sum() / total;
    }
}
