package io.github.pgobolt.benchmark;

/**
 * A number that a workload reports on standard output, such as requests per second.
 *
 * @param workload the name of the workload
 * @param pattern a regular expression whose first group is the number, or null; the last match counts
 * @param pointer a JSON pointer (RFC 6901) into the output, or null; exactly one of the two is given
 * @param unit the unit of the number, for people
 * @param lowerIsBetter false for a throughput
 */
public record ReportedMetric(String workload, String pattern, String pointer, String unit, boolean lowerIsBetter) {

    public ReportedMetric {
        if ((pattern == null) == (pointer == null)) {
            throw new IllegalArgumentException("A reported metric has either a regular expression or a JSON pointer.");
        }
    }
}
