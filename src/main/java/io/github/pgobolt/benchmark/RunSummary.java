package io.github.pgobolt.benchmark;

import java.util.Map;

/**
 * The runs of one file on one workload, for people; verdicts are based on pairs, not on this.
 *
 * @param variant the name of the file
 * @param workload the name of the workload
 * @param runs the number of runs without warm-up; the reference has twice as many, for the control
 * @param wallSeconds wall time
 * @param cpuSeconds user and system time, or null
 * @param sysSeconds the kernel's part of it, or null
 * @param maxRssKib peak memory, or null
 * @param reported the reported metric in its own unit, or null
 * @param reportedUnit that unit, such as {@code requests/s}, or null
 * @param counters by name: {@code instructions}, {@code cycles}, {@code branch_misses}, {@code l1i_misses},
 *     {@code itlb_misses}, {@code minor_faults}, {@code major_faults}, {@code voluntary_switches},
 *     {@code involuntary_switches}, {@code queue_micros}; without those that the machine does not provide
 */
public record RunSummary(
        String variant,
        String workload,
        int runs,
        Spread wallSeconds,
        Spread cpuSeconds,
        Spread sysSeconds,
        Spread maxRssKib,
        Spread reported,
        String reportedUnit,
        Map<String, Spread> counters) {}
