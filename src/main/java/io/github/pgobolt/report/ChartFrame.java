package io.github.pgobolt.report;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** What all charts share: no background of their own, quiet grids, one font, one format of numbers. */
final class ChartFrame {

    static final int WIDTH = 960;
    static final Stroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Stroke THIN = new BasicStroke(1f);
    private static final int MAX_LABEL = 26;

    private ChartFrame() {}

    static JFreeChart chart(Plot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(6, 4, 4, 14));
        JFreeChart chart = new JFreeChart(null, ChartColour.FONT, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    static void grid(XYPlot plot, boolean x, boolean y) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(x);
        plot.setRangeGridlinesVisible(y);
        plot.setDomainGridlinePaint(ChartColour.GRID.color());
        plot.setRangeGridlinePaint(ChartColour.GRID.color());
        plot.setDomainGridlineStroke(THIN);
        plot.setRangeGridlineStroke(THIN);
        plot.setDomainZeroBaselineVisible(false);
        plot.setRangeZeroBaselineVisible(false);
    }

    static void grid(CategoryPlot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(ChartColour.GRID.color());
        plot.setRangeGridlineStroke(THIN);
    }

    static <A extends Axis> A axis(A axis) {
        axis.setTickLabelFont(ChartColour.FONT);
        axis.setLabelFont(ChartColour.FONT);
        axis.setTickLabelPaint(ChartColour.INK.color());
        axis.setLabelPaint(ChartColour.MUTED.color());
        axis.setAxisLinePaint(ChartColour.GRID.color());
        axis.setTickMarkPaint(ChartColour.GRID.color());
        axis.setTickMarksVisible(false);
        return axis;
    }

    static NumberAxis numbers(String label, String pattern) {
        NumberAxis axis = axis(new NumberAxis(label));
        axis.setNumberFormatOverride(new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }

    /** Rows by name, the first on top. */
    static SymbolAxis rows(List<String> names) {
        SymbolAxis axis =
                axis(new SymbolAxis(null, names.stream().map(ChartFrame::label).toArray(String[]::new)));
        axis.setGridBandsVisible(false);
        axis.setInverted(true);
        axis.setRange(-0.5, names.size() - 0.5);
        return axis;
    }

    /** A name that leaves room for the chart; the table beside it has the whole of it. */
    static String label(String name) {
        if (name == null) {
            return "";
        }
        return name.codePointCount(0, name.length()) <= MAX_LABEL
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_LABEL - 1)) + "\u2026";
    }

    /** Variants differ in shape too, for those who do not see the colours. */
    static Shape marker(String contender, double size) {
        double half = size / 2;
        if (Report.PGO.equals(contender)) {
            return new Rectangle2D.Double(-half, -half, size, size);
        }
        if (Report.PGO_BOLT.equals(contender)) {
            return new Ellipse2D.Double(-half * 1.15, -half * 1.15, size * 1.15, size * 1.15);
        }
        Path2D diamond = new Path2D.Double();
        diamond.moveTo(0, -half * 1.3);
        diamond.lineTo(half * 1.3, 0);
        diamond.lineTo(0, half * 1.3);
        diamond.lineTo(-half * 1.3, 0);
        diamond.closePath();
        return diamond;
    }
}
