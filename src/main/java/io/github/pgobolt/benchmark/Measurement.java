package io.github.pgobolt.benchmark;

import java.util.Map;

/**
 * The raw numbers of one run. What a machine cannot tell is null.
 *
 * @param wallNanos time from the start of the process to its end, nanoseconds
 * @param userMicros processor time in user mode, microseconds
 * @param sysMicros processor time in the kernel, microseconds
 * @param maxRssKib peak resident memory, KiB; not less than that of the runner that started the process
 * @param minorFaults page faults without a read
 * @param majorFaults page faults that read
 * @param voluntarySwitches how often it waited for something
 * @param involuntarySwitches how often another process took its place
 * @param queueMicros how long its first thread was ready to run while another process ran, microseconds
 * @param exit the exit code, 0 where a signal ended it
 * @param signal the signal that ended it, 0 where none did
 * @param timedOut whether its limit ended it
 * @param output hash and length of what it printed on standard output
 * @param counters hardware counters by name, scaled where they shared a register; empty where there are none
 * @param reported what the workload said of itself, as a time-like value (lower is better), or null
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

    /** User and system time, or null where they are not known. */
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
