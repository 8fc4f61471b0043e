package io.github.pgobolt.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The distribution of counts over the code of each file, one strip below the other on the same scale. */
public final class HeatChart {

    private static final double STRIP = 122;
    private static final double TITLE = 22;
    private static final double KIB = 1024;
    private static final double LONGEST_NAME = 300;

    private HeatChart() {}

    /**
     * A file.
     *
     * @param binBytes the size of the code that each share stands for
     * @param shares per cent of all counts, starting at the first function
     */
    public record Strip(String name, Colour colour, double binBytes, List<Double> shares) {

        private double kib(int bin) {
            return bin * binBytes / KIB;
        }

        private DoubleStream finite() {
            return shares.stream().mapToDouble(s -> s == null ? Double.NaN : s).filter(Double::isFinite);
        }
    }

    /** Draws the chart; empty if there are no strips. */
    public static Optional<String> draw(List<Strip> strips) {
        if (strips.isEmpty()) {
            return Optional.empty();
        }
        double height = STRIP * strips.size();
        double left = strips.stream()
                        .mapToDouble(s -> axis(s, new Frame(0, TITLE, 0, STRIP)).room())
                        .max()
                        .orElse(0)
                + Frame.MARGIN;
        Svg svg = new Svg(height + Frame.BELOW);
        Range distances =
                Range.fromZero(strips.stream().mapToDouble(s -> s.kib(s.shares().size())));
        for (int i = 0; i < strips.size(); i++) {
            Frame frame = new Frame(left, STRIP * i + TITLE, Svg.WIDTH - Frame.MARGIN, STRIP * (i + 1));
            Axis distance = Axis.of(frame.across(distances), "distance from the first function, KiB", false);
            if (i == strips.size() - 1) {
                distance.below(svg, frame);
            } else {
                distance.lines(svg, frame);
            }
            bars(svg, strips.get(i), frame, distance.scale());
        }
        return Optional.of(svg.end());
    }

    private static Axis axis(Strip strip, Frame frame) {
        Range shares = Range.fromZero(strip.finite());
        return Axis.of(frame.upwards(shares), Label.cut(strip.name(), LONGEST_NAME) + ", %", false);
    }

    private static void bars(Svg svg, Strip strip, Frame frame, Scale x) {
        Axis shares = axis(strip, frame);
        shares.left(svg, frame);
        for (int i = 0; i < strip.shares().size(); i++) {
            Double share = strip.shares().get(i);
            if (share != null && Double.isFinite(share) && share > 0) {
                svg.box(
                        strip.colour(),
                        1,
                        x.at(strip.kib(i)),
                        shares.scale().at(share),
                        x.at(strip.kib(i + 1)),
                        frame.bottom());
            }
        }
    }
}
