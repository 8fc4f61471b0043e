package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the times of several files lie apart: from the fastest to the slowest.
 *
 * <p>The widest of several noisy differences is too wide on average, so that only what exceeds its own interval counts. The
 * intervals of all pairs of files hold at once and at every look, the widest pair's among them.
 *
 * @param files their times over that of the first
 * @param slowest the name of the slowest file
 * @param fastest the name of the fastest file
 * @param ratio time(slowest) / time(fastest); NaN without a round
 * @param low what the ratio of some two files is shown to be at least; 1 if no difference is shown
 * @param high what that of any two files is at most; infinite if there are too few rounds
 * @param rounds the number of rounds
 */
public record Span(
        List<OneFile> files, String slowest, String fastest, double ratio, double low, double high, int rounds) {

    public Span {
        files = List.copyOf(files);
    }

    /**
     * The time of a file over that of the first.
     *
     * @param low the lower end of its interval; 0 if there are too few rounds
     * @param high the upper end; infinite if there are too few rounds
     */
    public record OneFile(String name, double ratio, double low, double high) {}

    /**
     * Where to stop.
     *
     * @param small a span that is shown to be within this is small; a fraction
     * @param large a span that is shown to exceed this is large; a fraction
     */
    public record Bounds(double small, double large) {}

    /** Returns the span of the files in an analysis; it shows nothing where the reference differs from itself. */
    static Span of(Analysis analysis, Metric metric) {
        Span span = of(
                analysis.terms().variants(),
                analysis.overReference(metric),
                analysis.terms().alpha());
        return analysis.controlOf(metric).holds()
                ? span
                : new Span(
                        span.files, span.slowest, span.fastest, span.ratio, 1, Double.POSITIVE_INFINITY, span.rounds);
    }

    /**
     * @param names of the files
     * @param logTimes of each round, by file; what all files of a round have in common does not matter
     * @param alpha the chance, over all looks, that any of the intervals misses
     */
    static Span of(List<String> names, double[][] logTimes, double alpha) {
        double alphaOfOne = alphaOfOne(names.size(), alpha);
        List<OneFile> files = new ArrayList<>();
        int slowest = 0;
        int fastest = 0;
        double low = 0;
        double high = 0;
        for (int file = 0; file < names.size(); file++) {
            Estimate overFirst = estimate(logTimes, file, 0, alphaOfOne);
            files.add(
                    file == 0
                            ? new OneFile(names.get(0), 1, 1, 1)
                            : new OneFile(
                                    names.get(file), overFirst.ratio(), overFirst.lowRatio(), overFirst.highRatio()));
            slowest = files.get(file).ratio() > files.get(slowest).ratio() ? file : slowest;
            fastest = files.get(file).ratio() < files.get(fastest).ratio() ? file : fastest;
            for (int other = 0; other < file; other++) {
                Interval interval = estimate(logTimes, file, other, alphaOfOne).interval();
                low = Math.max(low, Math.max(interval.low(), -interval.high()));
                high = Math.max(high, Math.max(interval.high(), -interval.low()));
            }
        }
        return new Span(
                files,
                names.get(slowest),
                names.get(fastest),
                // The medians of three pairs need not add up.
                Math.max(1, estimate(logTimes, slowest, fastest, alphaOfOne).ratio()),
                Math.exp(low),
                Math.exp(high),
                logTimes.length);
    }

    private static Estimate estimate(double[][] logTimes, int file, int other, double alpha) {
        double[] differences = new double[logTimes.length];
        for (int round = 0; round < differences.length; round++) {
            differences[round] = logTimes[round][file] - logTimes[round][other];
        }
        return Estimate.of(differences, alpha);
    }

    private static double alphaOfOne(int files, double alpha) {
        return alpha / (files * (files - 1) / 2.0);
    }

    /** Returns the fewest rounds after which anything can be shown of so many files. */
    public static int fewestRounds(int files) {
        return Interval.minimumPairs(alphaOfOne(files, BenchmarkPlan.Judging.DEFAULT_ALPHA));
    }

    /** Whether the span is shown to be at most this fraction. */
    public boolean isWithin(double fraction) {
        return high <= 1 + fraction;
    }

    /** Whether the span is shown to be more than this fraction. */
    public boolean exceeds(double fraction) {
        return low > 1 + fraction;
    }
}
