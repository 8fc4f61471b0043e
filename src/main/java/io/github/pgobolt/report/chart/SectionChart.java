package io.github.pgobolt.report.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The sections of each file, end to end. */
public final class SectionChart {

    private static final double ROW = 44;
    private static final double HALF_BAR = 13;

    private SectionChart() {}

    private enum Unit {
        BYTES("bytes in the file", 1),
        KB("kB in the file", 1e3),
        MB("MB in the file", 1e6);

        private final String title;
        private final double bytes;

        Unit(String title, double bytes) {
            this.title = title;
            this.bytes = bytes;
        }

        /** Fractions of a megabyte would not fit side by side on the axis. */
        static Unit of(double largest) {
            return largest < 2e3 ? BYTES : largest < 2e6 ? KB : MB;
        }
    }

    /**
     * Draws the chart; empty if there are no files.
     *
     * @param sizes bytes by section by file; each file has every section, in the same order
     * @param colours one per section
     */
    public static Optional<String> draw(Map<String, Map<String, Long>> sizes, List<Colour> colours) {
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        List<String> files = List.copyOf(sizes.keySet());
        double largest =
                sizes.values().stream().mapToDouble(SectionChart::sum).max().orElse(0);
        Unit unit = Unit.of(largest);
        Rows rows = new Rows(files, i -> ROW);
        Frame frame = rows.frame(Frame.MARGIN);
        Svg svg = new Svg(frame.bottom() + Frame.BELOW);
        Scale x = frame.across(Range.fromZero(DoubleStream.of(largest / unit.bytes)));
        new Axis(x, unit.title, false, 1 / unit.bytes).below(svg, frame);
        rows.draw(svg, frame);
        for (int i = 0; i < files.size(); i++) {
            double before = 0;
            int section = 0;
            for (long bytes : sizes.get(files.get(i)).values()) {
                double after = before + Math.max(0, bytes) / unit.bytes;
                if (after > before) {
                    svg.box(
                            colours.get(section),
                            1,
                            x.at(before),
                            rows.middle(i) - HALF_BAR,
                            x.at(after),
                            rows.middle(i) + HALF_BAR);
                }
                before = after;
                section++;
            }
        }
        return Optional.of(svg.end());
    }

    private static double sum(Map<String, Long> sizes) {
        return sizes.values().stream().mapToDouble(s -> Math.max(0, s)).sum();
    }
}
