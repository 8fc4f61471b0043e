package io.github.pgobolt.layout;

import io.github.pgobolt.report.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of one profile mapped onto the code of one file.
 *
 * <p>An approximation, the same for every file: the count of a function is spread evenly over the bytes of the symbol
 * that has its name. Before BOLT that is the whole function, including its cold blocks; afterwards it is the fragment
 * that BOLT kept hot, since the part split off is called {@code name.cold} and the like. Counts per block are known
 * only for the file that was profiled, and BOLT moves blocks, so anything finer would compare two methods instead of
 * two files. It follows that the footprint before BOLT is an upper bound rather than what the processor fetched. If a
 * file has a name several times, its counts are spread over all of them. Ranges that partly overlap, which compilers do
 * not produce, count twice in {@link Layout.Footprint#hotBytes()}.
 */
final class HotCode {

    static final double COVERAGE_PERCENT = 99;
    private static final int PAGE = 4096;
    private static final int CACHE_LINE = 64;

    /** Sums of shares are not exact; without this 99 % of equal parts could take one part too many. */
    private static final double ROUNDING = 1e-9;

    /** A range and its share, as a fraction of 1; ranges are kept by first address. */
    private record Range(long address, long size, double share) {
        double density() {
            return share / size;
        }
    }

    private final List<Range> ranges;
    private final long first;
    private final long end;

    /**
     * @param symbols all code symbols of the file, at least one
     * @param counts counts by symbol; names that the file lacks must not be in it
     */
    HotCode(List<CodeSymbol> symbols, Map<String, Long> counts) {
        first = symbols.stream().mapToLong(CodeSymbol::address).min().orElseThrow();
        end = symbols.stream().mapToLong(CodeSymbol::end).max().orElseThrow();
        double total = counts.values().stream().mapToDouble(Long::doubleValue).sum();
        // Several names for one place, as identical functions have that were folded, are one range.
        Map<String, TreeMap<Long, Long>> places = new HashMap<>();
        for (CodeSymbol symbol : symbols) {
            if (counts.containsKey(symbol.name())) {
                places.computeIfAbsent(symbol.name(), n -> new TreeMap<>())
                        .merge(symbol.address(), symbol.size(), Math::max);
            }
        }
        TreeMap<Long, Range> byAddress = new TreeMap<>();
        places.forEach((name, parts) -> {
            double bytes =
                    parts.values().stream().mapToDouble(Long::doubleValue).sum();
            double share = counts.get(name) / total;
            parts.forEach((address, size) -> byAddress.merge(
                    address,
                    new Range(address, size, share * size / bytes),
                    (a, b) -> new Range(address, Math.max(a.size(), b.size()), a.share() + b.share())));
        });
        ranges = List.copyOf(byAddress.values());
    }

    /** Returns the bytes from the first function to the end of the last. */
    long span() {
        return end - first;
    }

    /**
     * Returns the smallest code that carries {@link #COVERAGE_PERCENT} of the counts, in pages, in lines, and in bytes.
     */
    Layout.Footprint footprint(String variant) {
        return new Layout.Footprint(variant, COVERAGE_PERCENT, least(PAGE), least(CACHE_LINE), leastBytes());
    }

    private long least(int unit) {
        Map<Long, Double> shares = new HashMap<>();
        for (Range range : ranges) {
            spread(range, 0, unit, (index, share) -> shares.merge(index, share, Double::sum));
        }
        double sum = 0;
        long units = 0;
        for (double share :
                shares.values().stream().sorted(Comparator.reverseOrder()).toList()) {
            units++;
            sum += share;
            if (sum >= COVERAGE_PERCENT / 100 - ROUNDING) {
                break;
            }
        }
        return units;
    }

    private long leastBytes() {
        List<Range> densest = new ArrayList<>(ranges);
        densest.sort(Comparator.comparingDouble(Range::density).reversed());
        double wanted = COVERAGE_PERCENT / 100 - ROUNDING;
        long bytes = 0;
        for (Range range : densest) {
            if (range.share() >= wanted) {
                return bytes + (long) Math.ceil(wanted / range.density());
            }
            bytes += range.size();
            wanted -= range.share();
        }
        return bytes;
    }

    /** @param binBytes large enough that {@link #span()} takes at most the wanted number of bins */
    Layout.Heat heat(String variant, long binBytes) {
        double[] shares = new double[(int) ((span() + binBytes - 1) / binBytes)];
        for (Range range : ranges) {
            spread(range, first, binBytes, (index, share) -> shares[(int) (long) index] += share);
        }
        List<Double> percents = new ArrayList<>();
        for (double share : shares) {
            // Six digits: more would only lengthen the report.
            percents.add(Math.round(share * 1e6) / 1e4);
        }
        return new Layout.Heat(variant, first, binBytes, percents);
    }

    /** Gives each unit of memory that the range touches its portion of the range's share. */
    private static void spread(Range range, long origin, long unit, Shares shares) {
        long from = range.address() - origin;
        long to = from + range.size();
        for (long index = from / unit; index * unit < to; index++) {
            long bytes = Math.min(to, (index + 1) * unit) - Math.max(from, index * unit);
            shares.add(index, bytes * range.density());
        }
    }

    private interface Shares {
        void add(long index, double share);
    }
}
