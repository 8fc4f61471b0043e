package io.github.pgobolt.step;

import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.workload.Trainer;
import java.util.List;
import java.util.Map;

/**
 * The results of training.
 *
 * @param workloads the runs of each workload
 * @param profiles the raw profiles of each workload, or those made from its recordings
 * @param sampled further results if the baseline was recorded; null if an instrumented build was run
 * @param userSeconds user-mode processor time by workload; a workload for which it is unknown is missing
 * @param strays raw profiles that the instrumented build wrote to other places than it was told; they were found and
 *     count
 * @param warnings which raw profiles were left out, a sentence each
 */
public record TrainResult(
        List<Trainer.Trained> workloads,
        List<Profile> profiles,
        Sampled sampled,
        Map<String, Double> userSeconds,
        int strays,
        List<String> warnings) {

    public TrainResult {
        // A record from an older version has neither.
        userSeconds = userSeconds == null ? Map.of() : Map.copyOf(userSeconds);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /**
     * The results of recordings beside PGO's profiles.
     *
     * @param branchProfiles BOLT's profiles of the baseline, relative to the work folder; empty if BOLT cannot fit them
     *     to another build, or is to get a separate recording
     * @param samples perf2bolt's counts; null if there are no branch profiles
     * @param moreSamplesFactor how many times more samples llvm-profgen would like; 1 if there are enough
     * @param rungs the methods of branch sampling, best first
     * @param reason the reason for this method
     * @param warnings concerns about the recordings
     */
    public record Sampled(
            List<String> branchProfiles,
            SampleCounts samples,
            double moreSamplesFactor,
            List<TriedRung> rungs,
            String reason,
            List<String> warnings) {}

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
