/**
 * Workloads: the runs that exercise the subject, for training and for evaluation.
 *
 * <p>In: what the POM or the command line says. Out: {@link io.github.pgobolt.workload.Workload} records, and the
 * {@link io.github.pgobolt.process.Command} of one run on one built file. Touches: reads the files that a workload
 * reads, to tell whether they changed.
 */
package io.github.pgobolt.workload;
