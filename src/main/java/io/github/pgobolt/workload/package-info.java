/**
 * Workloads: the runs that exercise the subject, for training and for evaluation.
 *
 * <p>In: the POM and the command line. Out: {@link io.github.pgobolt.workload.Workload} records, and the
 * {@link io.github.pgobolt.process.Command} of one run on one built file. Touches: reads the files that a workload
 * reads, to detect changes.
 */
package io.github.pgobolt.workload;
