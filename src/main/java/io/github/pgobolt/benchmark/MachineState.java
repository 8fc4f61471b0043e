package io.github.pgobolt.benchmark;

import java.util.List;

/**
 * The state of the machine that measured. Unknown values are null.
 *
 * @param os name and version of the operating system
 * @param cpuModel the processor's own name
 * @param logicalCpus the number of processors that the system shows
 * @param usableCpus the number of them that this process may use at once, by affinity and container limits
 * @param memoryBytes total memory
 * @param governor the frequency governor
 * @param turbo {@code on} or {@code off}
 * @param smt {@code on} or {@code off}: whether two threads share a core
 * @param virtualisation the hypervisor or {@code container}, or null if none was detected
 * @param loadBefore the load average of one minute before the first run
 * @param loadDuring the same after the last run; the subject itself adds up to 1
 * @param stealPercent processor time that the hypervisor withheld during the measurement
 * @param containerCpuLimit the number of processors that a control group allows
 * @param aslr {@code on} or {@code off}: whether addresses are randomised
 * @param warnings anything that weakens a measurement here, each with the command that would fix it; never run by the
 *     plugin
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
