package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A race of many files: in each stage all that are left run in turn, the slower half leaves, and the next stage measures the
 * others longer. The winner is a guess, and its time in the race is too good on average: it has to be confirmed on rounds of
 * its own.
 */
public final class Halving {

    private static final int FIRST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 24;

    private Halving() {}

    /** Measures one stage. */
    public interface Stage {
        /**
         * Returns the time of each file over that of one and the same reference, in their order.
         *
         * @param number from 1
         */
        List<Double> ratios(int number, List<String> files, int rounds);
    }

    /** Receives what a stage found: the file that is ahead, and how many are left. */
    public interface Listener {
        void after(int stage, int stages, String best, double ratio, int left);
    }

    /**
     * Holds the race.
     *
     * @param files their names; one or more
     * @return the winner
     */
    public static String winner(List<String> files, Stage stage, Listener listener) {
        List<String> left = List.copyOf(files);
        int stages = stages(files.size());
        for (int number = 1; number <= stages; number++) {
            List<Double> ratios = stage.ratios(number, left, rounds(number));
            Map<String, Double> times = new TreeMap<>();
            for (int file = 0; file < left.size(); file++) {
                times.put(left.get(file), ratios.get(file));
            }
            List<String> fastestFirst = new ArrayList<>(left);
            fastestFirst.sort(Comparator.comparing(times::get));
            left = List.copyOf(fastestFirst.subList(0, (left.size() + 1) / 2));
            listener.after(number, stages, left.get(0), times.get(left.get(0)), left.size());
        }
        return left.get(0);
    }

    /** Returns how many times half of them leave until one is left. */
    private static int stages(int files) {
        int stages = 0;
        for (int left = files; left > 1; left = (left + 1) / 2) {
            stages++;
        }
        return stages;
    }

    private static int rounds(int stage) {
        return Math.min(MOST_ROUNDS, FIRST_ROUNDS << Math.min(stage - 1, 4));
    }

    /** Returns how many runs of a file such a race takes in all, with the reference's two and one to warm up. */
    public static int runs(int files) {
        int runs = 0;
        int left = files;
        for (int stage = 1; stage <= stages(files); stage++) {
            runs += (left + 2) * rounds(stage) + left + 1;
            left = (left + 1) / 2;
        }
        return runs;
    }

    /**
     * Whether the winner is shown faster than every other file, on the rounds that confirm it.
     *
     * @param fresh a comparison of which the winner is the reference
     */
    public static boolean isConfirmed(BenchmarkResult fresh) {
        String winner = fresh.comparisons().get(0).reference();
        return fresh.comparisons().stream()
                .filter(c -> c.workload() == null && c.reference().equals(winner))
                .allMatch(c -> c.verdict() == Verdict.SLOWER);
    }
}
