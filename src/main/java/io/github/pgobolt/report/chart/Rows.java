package io.github.pgobolt.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Named rows from the top to the bottom of a chart, with the names to the left of the frame. */
final class Rows {

    private static final double TOP = 6;
    private static final double MOST = 190;
    private static final double GAP = 8;

    private final List<String> names;
    private final List<Double> edges = new ArrayList<>(List.of(TOP));

    /** @param height the height of each row by its number */
    Rows(List<String> names, IntToDoubleFunction height) {
        this.names = names.stream().map(n -> Label.cut(n, MOST)).toList();
        for (int i = 0; i < names.size(); i++) {
            edges.add(bottom() + height.applyAsDouble(i));
        }
    }

    /** Returns the frame that has these rows. */
    Frame frame(double marginRight) {
        double widest = names.stream().mapToDouble(Label::width).max().orElse(0);
        return new Frame(widest + GAP + Frame.MARGIN, TOP, Svg.WIDTH - marginRight, bottom());
    }

    double top(int row) {
        return edges.get(row);
    }

    double middle(int row) {
        return (edges.get(row) + edges.get(row + 1)) / 2;
    }

    private double bottom() {
        return edges.get(edges.size() - 1);
    }

    void draw(Svg svg, Frame frame) {
        for (int i = 0; i < names.size(); i++) {
            svg.text(Colour.INK, Svg.Anchor.END, frame.left() - GAP, middle(i) + 4, names.get(i));
        }
    }
}
