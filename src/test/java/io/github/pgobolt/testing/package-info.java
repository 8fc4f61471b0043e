/**
 * Helpers of tests in several packages; a helper of one package's tests lies with them.
 *
 * <p>In: a source text and flags. Out: a program that was compiled by the Rust of this machine. Touches: the folder it is given.
 */
package io.github.pgobolt.testing;
