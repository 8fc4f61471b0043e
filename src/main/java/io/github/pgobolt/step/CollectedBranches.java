package io.github.pgobolt.step;

import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Trainer;
import java.nio.file.Path;
import java.util.List;

/**
 * Branch profiles before they are merged, however they were collected.
 *
 * @param source {@code instrumentation}, {@code branch stacks} or {@code basic events}
 * @param reason the reason for this source
 * @param fdata one profile per run or workload
 * @param runs the runs of each workload; empty if the recordings were made elsewhere
 * @param warnings concerns about the profiles
 * @param samples perf2bolt's counts; null if BOLT's instrumentation counted
 * @param inferred whether the profiles are from another build
 */
record CollectedBranches(
        String source,
        String reason,
        List<Path> fdata,
        List<Trainer.Trained> runs,
        List<String> warnings,
        List<Command> commands,
        List<Tool> tools,
        SampleCounts samples,
        boolean inferred) {}
