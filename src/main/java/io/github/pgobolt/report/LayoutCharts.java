package io.github.pgobolt.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Where the code went: counts over the address space, and the sections of each file. */
final class LayoutCharts {

    private static final int MAX_SECTIONS = 6;
    private static final ChartColour[] COLOURS = {
        ChartColour.OTHER1,
        ChartColour.OTHER3,
        ChartColour.OTHER4,
        ChartColour.OTHER2,
        ChartColour.BASELINE,
        ChartColour.CONTROL,
        ChartColour.BAND
    };

    private LayoutCharts() {}

    /** The counts over the code of each variant, all on one scale; null without any. */
    static String heat(Report report) {
        List<Layout.Heat> heats = report.layout() == null
                ? List.of()
                : report.layout().heat().stream()
                        .filter(h -> !h.sharePercents().isEmpty() && h.binBytes() > 0)
                        .toList();
        if (heats.isEmpty()) {
            return null;
        }
        NumberAxis offset = ChartFrame.numbers("distance from the first function, KiB", "#,##0");
        offset.setAutoRangeIncludesZero(true);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(offset);
        all.setGap(12);
        for (Layout.Heat heat : heats) {
            XYIntervalSeries series = new XYIntervalSeries(String.valueOf(heat.variant()), false, true);
            for (int i = 0; i < heat.sharePercents().size(); i++) {
                double from = i * heat.binBytes() / 1024.0;
                double to = (i + 1) * heat.binBytes() / 1024.0;
                double share = heat.sharePercents().get(i);
                series.add((from + to) / 2, from, to, share, 0, share);
            }
            XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
            data.addSeries(series);
            XYBarRenderer renderer = new XYBarRenderer();
            renderer.setShadowVisible(false);
            renderer.setBarPainter(new StandardXYBarPainter());
            renderer.setSeriesPaint(0, ChartColour.of(heat.variant()).color());
            NumberAxis share = ChartFrame.numbers(ChartFrame.label(heat.variant()) + ", %", "0.##");
            share.setAutoRangeIncludesZero(true);
            XYPlot plot = new XYPlot(data, null, share, renderer);
            ChartFrame.grid(plot, false, true);
            all.add(plot);
        }
        return SvgCanvas.draw(ChartFrame.chart(all), "heat", ChartFrame.WIDTH, 60 + 120 * heats.size());
    }

    /**
     * The largest sections of all files in the order of their size, the rest as one.
     *
     * @return bytes by section by variant; each variant has every section
     */
    static Map<String, Map<String, Long>> sections(Report report) {
        Map<String, Map<String, Long>> sizes = new LinkedHashMap<>();
        if (report.layout() == null) {
            return sizes;
        }
        Map<String, Long> largest = new LinkedHashMap<>();
        List<Layout.Section> sections = report.layout().sections().stream()
                .filter(s -> s.name() != null && s.variant() != null)
                .toList();
        sections.forEach(s -> largest.merge(s.name(), s.sizeBytes(), Math::max));
        List<String> names = new ArrayList<>(largest.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_SECTIONS)
                .map(Map.Entry::getKey)
                .toList());
        boolean more = largest.size() > names.size();
        for (String variant :
                sections.stream().map(Layout.Section::variant).distinct().toList()) {
            Map<String, Long> row = new LinkedHashMap<>();
            names.forEach(n -> row.put(n, 0L));
            if (more) {
                row.put("other", 0L);
            }
            sections.stream()
                    .filter(s -> Objects.equals(s.variant(), variant))
                    .forEach(s -> row.merge(names.contains(s.name()) ? s.name() : "other", s.sizeBytes(), Long::sum));
            sizes.put(variant, row);
        }
        return sizes;
    }

    /** The colour of each section of {@link #sections}, as a CSS variable, in order. */
    static List<String> sectionColours() {
        return Arrays.stream(COLOURS).map(ChartColour::variable).toList();
    }

    static String drawSections(Report report) {
        Map<String, Map<String, Long>> sizes = sections(report);
        if (sizes.isEmpty()) {
            return null;
        }
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        long largest = sizes.values().stream()
                .mapToLong(row -> row.values().stream().mapToLong(Long::longValue).sum())
                .max()
                .orElse(0);
        // Fractions of a megabyte would not fit beside each other on the axis.
        boolean small = largest < 2_000_000;
        double unit = small ? 1e3 : 1e6;
        sizes.forEach((variant, row) ->
                row.forEach((section, bytes) -> data.addValue(bytes / unit, section, ChartFrame.label(variant))));
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setShadowVisible(false);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setMaximumBarWidth(0.2);
        for (int i = 0; i < data.getRowCount(); i++) {
            renderer.setSeriesPaint(i, COLOURS[i].color());
        }
        CategoryAxis variants = ChartFrame.axis(new CategoryAxis());
        variants.setCategoryMargin(0.35);
        NumberAxis megabytes = ChartFrame.numbers(small ? "kB in the file" : "MB in the file", "#,##0.##");
        megabytes.setAutoRangeIncludesZero(true);
        CategoryPlot plot = new CategoryPlot(data, variants, megabytes, renderer);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        ChartFrame.grid(plot);
        return SvgCanvas.draw(ChartFrame.chart(plot), "sections", ChartFrame.WIDTH, 60 + 44 * sizes.size());
    }
}
