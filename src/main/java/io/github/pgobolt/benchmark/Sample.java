package io.github.pgobolt.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A complete round as measured: a run of every file on every workload, and the reference's second run.
 *
 * @param round from 1, in order of time
 * @param startedAt milliseconds since the epoch at the first run, or null if unknown
 * @param load the load average of one minute at that time, or null
 * @param runs the reference first, then its second run, then the others
 */
public record Sample(int round, Long startedAt, Double load, List<Run> runs) {

    /**
     * A single run.
     *
     * @param variant the name of the file
     * @param control whether this is the reference's second run
     * @param workload the name of the workload
     * @param wallSeconds from start to end
     * @param cpuSeconds user and system time, or null if unknown
     */
    public record Run(String variant, boolean control, String workload, double wallSeconds, Double cpuSeconds) {}

    public Sample {
        runs = List.copyOf(runs);
    }

    static List<Sample> all(StoredSamples stored) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < stored.rounds().size(); i++) {
            Map<Slot, Measurement> runs = stored.rounds().get(i).runs();
            StoredSamples.Start start = stored.starts().get(i);
            samples.add(new Sample(
                    i + 1,
                    start.at(),
                    start.load(),
                    runs.keySet().stream()
                            .sorted(Slot.ORDER)
                            .map(slot -> run(stored.terms(), slot, runs.get(slot)))
                            .toList()));
        }
        return List.copyOf(samples);
    }

    private static Run run(Terms terms, Slot slot, Measurement measured) {
        return new Run(
                terms.variants().get(slot.variant()),
                slot.copy() == 1,
                terms.workloads().get(slot.workload()),
                measured.wallNanos() * 1e-9,
                measured.cpuMicros() == null ? null : measured.cpuMicros() * 1e-6);
    }
}
