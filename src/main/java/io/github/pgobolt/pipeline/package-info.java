/**
 * The order of steps, their records, and when a step runs again. It knows no step by name.
 *
 * <p>In: a {@link io.github.pgobolt.pipeline.Build} with its steps. Out: the records in the work folder, and the status
 * of each step. Touches: the work folder.
 */
package io.github.pgobolt.pipeline;
