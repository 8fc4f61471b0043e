package io.github.pgobolt.step;

import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.workload.Trainer;
import java.util.List;
import java.util.Map;

/**
 * What training left.
 *
 * @param workloads the runs of each workload
 * @param profiles the raw profiles of each workload, or those that were made of its recordings
 * @param sampled what there is beside them where the baseline was recorded; null where an instrumented build was run
 * @param userSeconds processor time in user mode of each workload; without those that nothing could tell of
 * @param strays raw profiles that the instrumented build wrote elsewhere than it was told, and that were found and count
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
        // A record that an older version wrote has neither.
        userSeconds = userSeconds == null ? Map.of() : Map.copyOf(userSeconds);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    /**
     * What recordings gave beside PGO's profiles.
     *
     * @param branchProfiles BOLT's profiles of the baseline, relative to the work folder; empty where BOLT cannot fit them to
     *     another build, or is to get a recording of its own
     * @param samples what perf2bolt counted; null where there are no branch profiles
     * @param moreSamplesFactor how many times more samples llvm-profgen would like; 1 where there are enough
     * @param rungs the ways of branch sampling, best first
     * @param reason why this way
     * @param warnings what of the recordings is worrying
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
