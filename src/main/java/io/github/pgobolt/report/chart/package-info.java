/**
 * The charts: SVG text from numbers and names, without AWT, without fonts and without a document in memory.
 *
 * <p>In: series, intervals, bars and names, already in the unit and the order in which they are drawn. Out: SVG that
 * can be embedded in a page, its colours CSS variables of the page; nothing if there is nothing to draw. Touches:
 * nothing. Depends only on the package {@code base}, not on the report.
 *
 * <p>The width of a text depends on the reader's fonts, so it can only be estimated
 * ({@link io.github.pgobolt.report.chart.Label}): names end at the plot's left edge, numbers are centred in their
 * place, and only margins follow the estimate.
 */
package io.github.pgobolt.report.chart;
