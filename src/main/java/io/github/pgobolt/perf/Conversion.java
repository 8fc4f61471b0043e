package io.github.pgobolt.perf;

import io.github.pgobolt.bolt.SampleCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * A branch profile that perf2bolt made, with its own statistics; a number is null if its words were not found.
 *
 * @param fdata the profile
 * @param command the command as a line that can be pasted into a shell
 * @param samples samples that belong to the binary
 * @param branchRecords branches in those samples; 0 for basic events
 * @param mismatching traces that do not fit the binary's code
 * @param mismatchingPercent of all traces
 * @param ignoredPercent of all samples
 * @param outOfRangePercent of traces or samples that lie outside the binary
 * @param objects records written, or functions for YAML; never 0
 * @param moreSamplesFactor perf2bolt's "would optimise better with N times more samples"; 1 if it is satisfied
 * @param branches whether the profile holds branches, and not only addresses
 * @param buildIdChecked whether the recording was verified to be of exactly this build
 * @param notUnderstood the parts of perf2bolt's output that could not be read
 */
public record Conversion(
        Path fdata,
        String command,
        Long samples,
        Long branchRecords,
        Long mismatching,
        Double mismatchingPercent,
        Double ignoredPercent,
        Double outOfRangePercent,
        Long objects,
        double moreSamplesFactor,
        boolean branches,
        boolean buildIdChecked,
        List<String> notUnderstood) {

    /** BOLT's own thresholds, in percent. */
    private static final double MISMATCHING_LIMIT = 10;

    private static final double IGNORED_LIMIT = 50;
    private static final double OUT_OF_RANGE_LIMIT = 80;

    /** Returns the totals of several recordings; percentages are those of the worst. */
    public static SampleCounts total(List<Conversion> conversions) {
        return new SampleCounts(
                conversions.size(),
                sum(conversions, Conversion::samples),
                sum(conversions, Conversion::branchRecords),
                worst(conversions, Conversion::mismatchingPercent),
                worst(conversions, Conversion::ignoredPercent),
                worst(conversions, Conversion::outOfRangePercent),
                sum(conversions, Conversion::objects),
                SampleCounts.moreSamples(
                        conversions.stream().map(Conversion::moreSamplesFactor).toList()),
                conversions.stream().allMatch(Conversion::branches),
                conversions.stream()
                        .flatMap(c -> c.notUnderstood().stream())
                        .distinct()
                        .toList());
    }

    /** Returns the sum; null if one number is, since a sum of the rest would pass for the whole. */
    private static Long sum(List<Conversion> conversions, Function<Conversion, Long> number) {
        return conversions.stream()
                .map(number)
                .reduce(Long.valueOf(0), (a, b) -> a == null || b == null ? null : Long.valueOf(a + b));
    }

    private static Double worst(List<Conversion> conversions, Function<Conversion, Double> number) {
        return conversions.stream()
                .map(number)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }

    private static boolean beyond(Double percent, double limit) {
        return percent != null && percent > limit;
    }

    /** Returns concerns about the numbers, by the thresholds at which BOLT itself warns. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (beyond(mismatchingPercent, MISMATCHING_LIMIT)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the traces do not fit the binary's code: it is "
                            + "probably another build than the one that was recorded",
                    mismatchingPercent));
        }
        if (beyond(ignoredPercent, IGNORED_LIMIT)) {
            warnings.add(String.format(Locale.ROOT, "%.1f %% of the samples were ignored", ignoredPercent));
        }
        if (beyond(outOfRangePercent, OUT_OF_RANGE_LIMIT)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the recording lies outside the binary: the workload " + "spends its time elsewhere",
                    outOfRangePercent));
        }
        if (!branches) {
            warnings.add("basic events hold no branches: a weak profile (clang gained about 3 % from such)");
        }
        if (!buildIdChecked) {
            warnings.add("the recording holds no build-id of the binary, so that it cannot be told whether it is of "
                    + "this build");
        }
        return List.copyOf(warnings);
    }
}
