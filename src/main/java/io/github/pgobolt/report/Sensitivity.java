package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Nulls;
import java.util.List;

/**
 * By how much layout alone moves the program's time: the same code in other places, run in turn.
 *
 * @param ratio time of the slowest layout over that of the fastest
 * @param low what this ratio is shown to be at least; 1 if no difference is shown
 * @param high what it is shown to be at most; null if there were too few rounds
 * @param slowest the name of the slowest layout
 * @param fastest the name of the fastest layout
 * @param rounds in each of which every layout ran once
 * @param metric {@code cpu}, {@code wall} or {@code reported}
 * @param seconds the time that this took, llvm-bolt's included
 * @param draws the layouts, the linker's first
 */
public record Sensitivity(
        Double ratio,
        Double low,
        Double high,
        String slowest,
        String fastest,
        int rounds,
        String metric,
        Double seconds,
        List<Draw> draws) {

    /** A span from which racing layouts may be worth its time. */
    private static final double LARGE = 0.05;

    /** A span that is shown to be within this is called small. */
    public static final double SMALL = 0.02;

    private static final Numbers N = new Numbers();

    public Sensitivity {
        ratio = Nulls.finite(ratio);
        low = Nulls.finite(low);
        high = Nulls.finite(high);
        seconds = Nulls.finite(seconds);
        draws = Nulls.list(draws);
    }

    /**
     * One layout.
     *
     * @param options of llvm-bolt; empty for the linker's
     * @param ratio its time over that of the linker's
     * @param low the lower end of the interval, which holds for all draws at once
     * @param high the upper end
     */
    public record Draw(String name, List<String> options, Double ratio, Double low, Double high) {

        public Draw {
            options = Nulls.list(options);
            ratio = Nulls.finite(ratio);
            low = Nulls.finite(low);
            high = Nulls.finite(high);
        }
    }

    /** Whether any difference between layouts is shown. */
    public boolean isShown() {
        return low != null && low > 1;
    }

    /** Whether the span is large enough for a race to be worth its time. */
    public boolean isLarge() {
        return isShown() && ratio != null && ratio > 1 + LARGE;
    }

    /** Whether a gain is no more than what layout alone is shown to move. */
    public boolean covers(double gainRatio) {
        return isShown() && gainRatio < 1 && 1 / gainRatio <= low;
    }

    /** Returns the result in a sentence without its full stop. */
    public String sentence() {
        String of = Counted.of(draws.size(), "layout") + " of the same code, " + Counted.of(rounds, "round");
        if (high == null) {
            return "how far layout alone moves the time is not known: the rounds were too few, or the machine too noisy ("
                    + of + ")";
        }
        if (isShown()) {
            return "layout alone moves the time by " + percent(ratio) + ", at least " + percent(low) + ", from "
                    + fastest + " to " + slowest + " (" + of + ")";
        }
        return high <= 1 + SMALL
                ? "layout alone hardly moves the time, by " + percent(high) + " at most (" + of + ")"
                : "layout alone is not shown to move the time; it may by " + percent(high) + " at most (" + of + ")";
    }

    private static String percent(double ratio) {
        return N.percent(100 * (ratio - 1));
    }
}
