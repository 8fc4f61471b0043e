package io.github.pgobolt.report;

import io.github.pgobolt.base.Nulls;
import java.util.List;

/**
 * The placement of code.
 *
 * @param footprints how much memory the hot code touches, per variant
 * @param heat how the counts are distributed over the address space, per variant
 * @param sections sections of each file
 * @param hottest the functions with the largest share of the counts, demangled
 */
public record Layout(List<Footprint> footprints, List<Heat> heat, List<Section> sections, List<HotFunction> hottest) {

    public Layout {
        footprints = Nulls.list(footprints);
        heat = Nulls.list(heat);
        sections = Nulls.list(sections);
        hottest = Nulls.list(hottest);
    }

    /**
     * The memory that carries most of the counts.
     *
     * @param coveragePercent the share of all counts that it carries, such as 99
     * @param hotPages pages of 4 KiB
     * @param hotCacheLines lines of 64 bytes
     * @param hotBytes bytes of code
     */
    public record Footprint(String variant, Double coveragePercent, Long hotPages, Long hotCacheLines, Long hotBytes) {

        public Footprint {
            coveragePercent = Nulls.finite(coveragePercent);
        }
    }

    /**
     * The counts over the code, in bins of equal size starting at its first address.
     *
     * @param firstAddress of the first bin
     * @param binBytes the size of a bin
     * @param sharePercents the share of all counts that falls into each bin
     */
    public record Heat(String variant, long firstAddress, long binBytes, List<Double> sharePercents) {

        public Heat {
            sharePercents = Nulls.list(sharePercents);
        }
    }

    /** A section of a built file. */
    public record Section(String name, String variant, long sizeBytes) {}

    /** A function and its share of all counts. */
    public record HotFunction(String name, Double sharePercent, String variant) {

        public HotFunction {
            sharePercent = Nulls.finite(sharePercent);
        }
    }
}
