/**
 * The steps: each reads the results of those before it, calls the package that does the work, and returns its numbers.
 * Also what they share: the user's request, and the findings about crate and machine.
 *
 * <p>In: {@link io.github.pgobolt.step.Settings}. Out: a {@link io.github.pgobolt.pipeline.Step.Done} of each step, and
 * the report on all of them. Touches: each step its own files below the work folder, and the folder that {@code copyTo}
 * names.
 */
package io.github.pgobolt.step;
