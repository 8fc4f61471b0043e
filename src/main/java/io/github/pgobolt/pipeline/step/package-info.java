/**
 * The steps: each reads the results of those before it, calls the package that does the work, and returns its numbers.
 *
 * <p>In: a {@link io.github.pgobolt.pipeline.Session} and the records. Out: a
 * {@link io.github.pgobolt.pipeline.Step.Done}. Touches: each step its own files below the work folder.
 */
package io.github.pgobolt.pipeline.step;
