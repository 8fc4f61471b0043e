/**
 * Gives foreign text to every parser ({@code -Preliability}). The targets lie with the parsers of their package; here is the one
 * for parsers of several packages.
 *
 * <p>In: seeds of {@code src/test/resources/fuzz}. Out: counts of inputs in {@code target/fuzz/results.tsv}. Touches: that folder.
 */
package io.github.pgobolt.fuzz;
