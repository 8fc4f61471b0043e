package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.workload.Trainer;
import java.util.List;

/**
 * The branch profile that BOLT reads.
 *
 * @param source {@code instrumentation}, {@code branch stacks} or {@code basic events}
 * @param reason the reason for this source
 * @param fdata relative to the work folder; YAML if it is inferred
 * @param input the file that the profile fits and BOLT optimises, relative to the work folder
 * @param profiles how many profiles were merged
 * @param bytes the size of the merged profile
 * @param shortenedNames how many symbol names had to be shortened
 * @param workloads the runs of each workload
 * @param rungs the methods of branch sampling, best first, with their status
 * @param warnings concerns about the recordings
 * @param samples perf2bolt's counts; null if BOLT's instrumentation counted
 * @param inferred whether the profile is from another build and BOLT fits it to this one
 * @param quality how good the profile is
 * @param agreements how far the profile agrees with those collected in other ways from the same file
 * @param notUnderstood the parts of the tools' output that could not be read
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
        List<TriedRung> rungs,
        List<String> warnings,
        SampleCounts samples,
        boolean inferred,
        BranchQuality quality,
        List<Agreement> agreements,
        List<NotUnderstood> notUnderstood) {

    public BoltProfileResult {
        notUnderstood = Nulls.list(notUnderstood);
    }

    /**
     * This profile compared with one collected in another way from the same file and the same workloads.
     *
     * @param source how the other one was collected
     * @param percent the share of each edge's counts that both have in common, with each profile's counts taken as
     *     shares
     * @param hottestEdges how many of the other's ten hottest edges this one has
     */
    public record Agreement(String source, double percent, int hottestEdges) {}
}
