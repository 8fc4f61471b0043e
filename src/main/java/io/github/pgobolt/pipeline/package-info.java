/**
 * The order of the steps, their records, and when a step runs again.
 *
 * <p>In: {@link io.github.pgobolt.pipeline.Settings}. Out: the records in the work folder. Touches: the work folder,
 * and nothing outside it but the file that {@code copyTo} names.
 */
package io.github.pgobolt.pipeline;
