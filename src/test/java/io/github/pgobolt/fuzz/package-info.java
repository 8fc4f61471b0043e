/**
 * Feeds foreign text to every parser ({@code -Preliability}). The fuzz targets are in the packages of their parsers;
 * this package has the one for parsers of several packages.
 *
 * <p>In: seeds of {@code src/test/resources/fuzz}. Out: counts of inputs in {@code target/fuzz/results.tsv}. Touches:
 * that folder.
 */
package io.github.pgobolt.fuzz;
