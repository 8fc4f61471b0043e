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
 * @param reason why this source
 * @param fdata relative to the work folder; YAML where it is inferred
 * @param input the file that it fits and that BOLT optimises, relative to the work folder
 * @param profiles how many profiles were merged
 * @param bytes the size of the merged profile
 * @param shortenedNames how many symbol names had to be shortened
 * @param workloads the runs of each workload
 * @param rungs the ways of branch sampling, best first, and what became of each
 * @param warnings what of the recordings is worrying
 * @param samples what perf2bolt counted; null where BOLT's instrumentation counted
 * @param inferred whether the profile is of another build and BOLT fits it to this one
 * @param quality what the profile is worth
 * @param agreements how far the profile agrees with those that were collected in other ways of the same file
 * @param notUnderstood what of the tools' words could not be read
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
     * This profile beside one that was collected in another way of the same file and the same workloads.
     *
     * @param source how the other was collected
     * @param percent the part that both have in common of the counts of each edge, each profile's counts taken as shares
     * @param hottestEdges how many of the other's ten hottest edges this one has
     */
    public record Agreement(String source, double percent, int hottestEdges) {}
}
