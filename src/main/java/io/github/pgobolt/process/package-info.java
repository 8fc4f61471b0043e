/**
 * The only place that starts a process.
 *
 * <p>In: a {@link io.github.pgobolt.process.Command}, an argument list that no shell ever sees. Out: an
 * {@link io.github.pgobolt.process.Outcome} with the exit code, the output, and whether the time limit ended it. A
 * limit ends the whole process tree. Touches: processes, and the log file that the command names.
 */
package io.github.pgobolt.process;
