/**
 * The charts: SVG text from numbers and names, without AWT, without fonts and without a document in memory.
 *
 * <p>In: series, intervals, bars and names, already in the unit and the order in which they are drawn. Out: SVG that can
 * stand in a page beside others, its colours CSS variables of the page; nothing where there is nothing to draw. Touches:
 * nothing, and knows neither the report nor any other package but {@code base}.
 *
 * <p>How wide a text is depends on the reader's fonts, so it can only be estimated ({@link
 * io.github.pgobolt.report.chart.Label}): names end at the plot's left edge, numbers lie in the middle of their place, and
 * only margins follow the estimate.
 */
package io.github.pgobolt.report.chart;
