/**
 * BOLT: options, instrumentation, optimisation, and BOLT's log as numbers.
 *
 * <p>In: a built file with relocations, a branch profile (fdata). Out: a new file, never the input, and BOLT's report
 * on it. Touches: the output files it is given.
 */
package io.github.pgobolt.bolt;
