/**
 * The profile that rustc reads: raw profiles of training runs, merged by llvm-profdata, and how much of it was used.
 *
 * <p>In: profraw files, stored profdata files. Out: one profdata and its numbers. Touches: the files it is given.
 */
package io.github.pgobolt.pgo;
