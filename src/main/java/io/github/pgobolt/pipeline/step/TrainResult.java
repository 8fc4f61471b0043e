package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.workload.Trainer;
import java.util.List;

/**
 * What training left.
 *
 * @param workloads the runs of each workload
 * @param profiles the raw profiles of each workload
 */
public record TrainResult(List<Trainer.Trained> workloads, List<Profile> profiles) {

    /**
     * A raw profile.
     *
     * @param file relative to the work folder
     * @param workload the workload that wrote it
     */
    public record Profile(String file, String workload, long sizeBytes) {}

    public long bytes() {
        return profiles.stream().mapToLong(Profile::sizeBytes).sum();
    }
}
