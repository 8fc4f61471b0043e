package io.github.pgobolt.benchmark;

import java.util.List;

/**
 * The state of the machine that measured. What the machine does not tell is null.
 *
 * @param os name and version of the operating system
 * @param cpuModel as the processor names itself
 * @param logicalCpus how many processors the system shows
 * @param usableCpus how many of them this process may use at once, by affinity and by container limits
 * @param memoryBytes memory in all
 * @param governor the frequency governor
 * @param turbo {@code on} or {@code off}
 * @param smt {@code on} or {@code off}: whether two threads share a core
 * @param virtualisation the hypervisor or {@code container}, or null where none was seen
 * @param loadBefore the load average of one minute before the first run
 * @param loadDuring the same after the last run; the subject itself adds up to 1
 * @param stealPercent processor time that the hypervisor took away while it was measured
 * @param containerCpuLimit processors' worth of time that a control group allows
 * @param aslr {@code on} or {@code off}: whether addresses are random
 * @param warnings what weakens a measurement here, each with the command that would fix it; never run by the plugin
 */
public record MachineState(
        String os,
        String cpuModel,
        int logicalCpus,
        double usableCpus,
        Long memoryBytes,
        String governor,
        String turbo,
        String smt,
        String virtualisation,
        Double loadBefore,
        Double loadDuring,
        Double stealPercent,
        Double containerCpuLimit,
        String aslr,
        List<String> warnings) {}
