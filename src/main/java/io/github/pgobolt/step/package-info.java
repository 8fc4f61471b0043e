/**
 * The steps: each reads the results of those before it, calls the package that does the work, and returns its numbers. And what
 * they share: what the user asks for, and what was found of crate and machine.
 *
 * <p>In: {@link io.github.pgobolt.step.Settings}. Out: a {@link io.github.pgobolt.pipeline.Step.Done} of each step, and the
 * report on all of them. Touches: each step its own files below the work folder, and what {@code copyTo} names.
 */
package io.github.pgobolt.step;
