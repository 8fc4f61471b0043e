/**
 * Whether an llvm-bolt is suitable for the output of a rustc and its linker. Versions do not tell: BOLT reads machine
 * code, tables and DWARF, so a small program is built, instrumented, laid out and run, and its output is compared.
 *
 * <p>In: a cargo command with the flags of the build, and BOLT's tools. Out:
 * {@link io.github.pgobolt.trial.TrialResult}. Touches: its own folder.
 */
package io.github.pgobolt.trial;
