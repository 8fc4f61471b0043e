package io.github.pgobolt.profile;

import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Control;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a benchmark said of the files that were built with a profile. It is a fact of these very files: linking the same
 * code again in another order moves a program by more than PGO may give.
 *
 * @param day when it was measured, in UTC, such as 2026-11-26
 * @param machine on which
 * @param workloads on which input, by name
 * @param measuredOnTrainingInput whether some of that was the training's
 * @param measuredBy {@code runner}, or wall time from Java with the reason
 * @param metric {@code cpu}, {@code wall} or {@code reported}
 * @param metricReason why this metric
 * @param alpha the accepted chance of a false verdict, shared by the comparisons
 * @param tolerance the difference that counts as none, as a fraction
 * @param pairs how many complete rounds there were
 * @param files the SHA-256 of each file as it was measured, by variant, and of the libraries beside it
 * @param comparisons each variant against the baseline and against the others, all of them with an interval
 * @param control the baseline against itself
 */
public record StoredVerdict(
        String day,
        Machine machine,
        List<String> workloads,
        boolean measuredOnTrainingInput,
        String measuredBy,
        String metric,
        String metricReason,
        double alpha,
        double tolerance,
        int pairs,
        SortedMap<String, String> files,
        List<Comparison> comparisons,
        Control control) {

    /** What everything is compared with. */
    public static final String REFERENCE = "baseline";

    public StoredVerdict {
        workloads = Nulls.list(workloads);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(Nulls.map(files)));
        comparisons = Nulls.list(comparisons);
    }

    /** Returns what is wrong with it, as the end of a sentence that begins with the manifest's name; empty if nothing is. */
    public Optional<String> fault() {
        return VerdictSanity.fault(this);
    }

    /**
     * A machine, as far as it tells what a figure is worth.
     *
     * @param cpuModel the processor's own name; null if it has none
     * @param processors how many the runs could use at once
     * @param virtualisation the hypervisor or {@code container}; null if none was detected
     */
    public record Machine(String cpuModel, double processors, String virtualisation) {}
}
