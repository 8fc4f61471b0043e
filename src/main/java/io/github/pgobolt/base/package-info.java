/**
 * Shared by every package: the failure that ends a build, hashes, text files of a bounded size, and files that are
 * written whole.
 *
 * <p>In: a message; files and text. Out: an exception; SHA-256. Touches: the files it is given. Depends on no other
 * package.
 */
package io.github.pgobolt.base;
