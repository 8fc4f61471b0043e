package io.github.pgobolt.step;

import io.github.pgobolt.base.NotUnderstood;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.workload.Trainer;
import java.util.ArrayList;
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
 * @param yaml the same profile in the form that BOLT can fit to another build; null if this llvm-bolt does not write it
 * @param arrivedShare of a stored profile of another build: the share of its counts whose function is in the file; else
 *     null
 * @param unfit why a stored profile is not used; null if it is
 * @param quality how good the profile is; null if llvm-bolt could not read it
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
        Yaml yaml,
        Double arrivedShare,
        Unfit unfit,
        BranchQuality quality,
        List<Agreement> agreements,
        List<NotUnderstood> notUnderstood) {

    public BoltProfileResult {
        notUnderstood = Nulls.list(notUnderstood);
    }

    /** Returns options of llvm-bolt with what this profile needs. */
    List<String> options(List<String> options) {
        List<String> all = new ArrayList<>(options);
        if (inferred) {
            all.add(Bolt.INFER);
        }
        return all;
    }

    /**
     * The profile as YAML.
     *
     * @param file relative to the work folder
     * @param llvmBolt the version of the llvm-bolt that wrote it: an older one need not be able to read it
     */
    public record Yaml(String file, String llvmBolt) {}

    /**
     * A stored profile that does not serve for the file that was built.
     *
     * @param reason as a clause
     * @param share of its counts whose function is in the file; null if unknown
     */
    public record Unfit(String reason, Double share) {}

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
