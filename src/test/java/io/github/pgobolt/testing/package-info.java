/**
 * Helpers of tests in several packages; a helper used by a single package is in that package.
 *
 * <p>In: a source text and flags. Out: a program compiled by the Rust of this machine. Touches: the folder it is given.
 */
package io.github.pgobolt.testing;
