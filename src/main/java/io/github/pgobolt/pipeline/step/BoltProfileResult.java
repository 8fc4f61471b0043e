package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.workload.Trainer;
import java.util.List;

/**
 * The branch profile that BOLT reads.
 *
 * @param source {@code instrumentation}, {@code branch stacks} or {@code basic events}
 * @param reason why this source
 * @param fdata relative to the work folder
 * @param input the file that it fits and that BOLT optimises, relative to the work folder
 * @param profiles how many profiles were merged
 * @param bytes the size of the merged profile
 * @param shortenedNames how many symbol names had to be shortened
 * @param workloads the runs of each workload
 * @param rungs the ways of branch sampling, best first, and what became of each
 * @param warnings what of the profile is worrying
 */
public record BoltProfileResult(
        String source,
        String reason,
        String fdata,
        String input,
        int profiles,
        long bytes,
        int shortenedNames,
        List<Trainer.Trained> workloads,
        List<Rung> rungs,
        List<String> warnings) {

    /**
     * A way of branch sampling.
     *
     * @param accepted whether it was used
     */
    public record Rung(String name, boolean accepted, String reason) {}
}
