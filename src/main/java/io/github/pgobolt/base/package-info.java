/**
 * What every package may use: the failure that ends a build, hashes, and text files of a bounded size.
 *
 * <p>In: a message; files and text. Out: an exception; SHA-256. Touches: nothing, and depends on no other package.
 */
package io.github.pgobolt.base;
