package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ReportedMetric;

/** The {@code <metric>} of a workload: a number that it prints on standard output, for comparison. */
public class MetricConfig {

    /** A regular expression whose first group is the number; the last match counts. Or {@code pointer}. */
    String pattern;

    /** A JSON pointer into the output, such as {@code /requests/mean}; or {@code pattern}. */
    String pointer;

    /** The unit of the number, such as {@code requests/s}. */
    String unit;

    /** {@code lower}, for times, or {@code higher}, for throughput. */
    String better;

    ReportedMetric of(String workload) {
        String where = "<metric> of workload '" + workload + "'";
        if ((pattern == null) == (pointer == null)) {
            throw Failure.user(
                    where + " needs either <pattern>, a regular expression whose first group is the number, or"
                            + " <pointer>, a JSON pointer such as /requests/mean, and has "
                            + (pattern == null ? "none." : "both."));
        }
        if (pattern != null) {
            Workloads.requirePattern("<pattern> of " + where, pattern);
        } else if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw Failure.user("<pointer> of " + where + " is '" + pointer
                    + "'; a JSON pointer begins with /, such as /" + pointer + ".");
        }
        if (better == null) {
            throw Failure.user(where + " does not say which way is better: add <better>lower</better> for times or"
                    + " <better>higher</better> for throughput.");
        }
        boolean lower =
                Choice.of("<better> of " + where, better, "lower", "higher").equals("lower");
        return new ReportedMetric(workload, pattern, pointer, unit == null ? "" : unit, lower);
    }
}
