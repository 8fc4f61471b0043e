/**
 * Whether an llvm-bolt serves for what a rustc and its linker make. Versions do not tell: BOLT reads machine code, tables and
 * DWARF, so a small program is built, instrumented, laid out and run, and what it prints is compared.
 *
 * <p>In: a command of cargo's with the flags of the build, and BOLT's tools. Out: {@link io.github.pgobolt.trial.TrialResult}.
 * Touches: its own folder.
 */
package io.github.pgobolt.trial;
