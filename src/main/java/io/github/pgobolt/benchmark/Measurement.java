package io.github.pgobolt.benchmark;

import java.util.Map;

/**
 * The raw numbers of one run. Unknown values are null.
 *
 * @param wallNanos time from the start of the process to its end, nanoseconds
 * @param userMicros processor time in user mode, microseconds
 * @param sysMicros processor time in the kernel, microseconds
 * @param maxRssKib peak resident memory, KiB; at least that of the runner that started the process
 * @param minorFaults page faults without a read
 * @param majorFaults page faults that read
 * @param voluntarySwitches how often it gave up the processor to wait
 * @param involuntarySwitches how often it was preempted
 * @param queueMicros how long its first thread was ready to run while another process ran, microseconds
 * @param exit the exit code, 0 if a signal ended it
 * @param signal the signal that ended it, 0 if none did
 * @param timedOut whether its limit ended it
 * @param output hash and length of its standard output
 * @param counters hardware counters by name, scaled if they shared a register; empty if there are none
 * @param reported the value that the workload reported, converted to a time (lower is better), or null
 */
public record Measurement(
        long wallNanos,
        Long userMicros,
        Long sysMicros,
        Long maxRssKib,
        Long minorFaults,
        Long majorFaults,
        Long voluntarySwitches,
        Long involuntarySwitches,
        Long queueMicros,
        int exit,
        int signal,
        boolean timedOut,
        String output,
        Map<String, Long> counters,
        Double reported) {

    public Measurement {
        counters = counters == null ? Map.of() : Map.copyOf(counters);
    }

    /** Returns user and system time, or null if they are unknown. */
    public Long cpuMicros() {
        return userMicros == null || sysMicros == null ? null : userMicros + sysMicros;
    }

    Measurement reporting(Double value) {
        return new Measurement(
                wallNanos,
                userMicros,
                sysMicros,
                maxRssKib,
                minorFaults,
                majorFaults,
                voluntarySwitches,
                involuntarySwitches,
                queueMicros,
                exit,
                signal,
                timedOut,
                output,
                counters,
                value);
    }
}
