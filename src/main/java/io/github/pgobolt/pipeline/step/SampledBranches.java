package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.perf.BranchRecorder;
import io.github.pgobolt.perf.Conversion;
import io.github.pgobolt.perf.LadderResult;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.perf.PerfData;
import io.github.pgobolt.perf.Rung;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects branches by perf on the optimised file at full speed, or takes recordings that were made elsewhere. */
final class SampledBranches {

    /** What the recording of one run may take on disk. */
    private static final int RECORDING_MEGABYTES = 512;

    private final Session session;
    private final Records records;
    private final LadderResult ladder;

    SampledBranches(Session session, Records records, LadderResult ladder) {
        this.session = session;
        this.records = records;
        this.ladder = ladder;
    }

    CollectedBranches collect(Path input, Path fdataFolder, Path log) throws IOException {
        BranchRecorder recorder = new BranchRecorder(
                session.processes(),
                ladder,
                session.llvm().perf2bolt(),
                RECORDING_MEGABYTES,
                session.settings().branchProfile().keepPerfData());
        Trainer judge = new Trainer(session.processes(), session.work().file("logs/bolt-profile"), 1);
        List<Path> fdata = new ArrayList<>();
        List<Trainer.Trained> runs = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        for (Workload workload : session.settings().branchWorkloads()) {
            BranchRecorder.Recorded recorded = recorder.record(
                    workload, input, expected(workload), fdataFolder, log, outcome -> judge.judge(workload, outcome));
            fdata.addAll(recorded.fdata());
            commands.addAll(recorded.commands());
            recorded.conversions().forEach(c -> warnings.addAll(c.warnings()));
            runs.add(new Trainer.Trained(workload.name(), workload.repeat(), recorded.seconds()));
        }
        return new CollectedBranches(
                source(ladder.chosen()),
                ladder.reason(),
                fdata,
                runs,
                warnings.stream().distinct().toList(),
                commands,
                List.of(session.llvm().perf2bolt(), session.llvm().mergeFdata()));
    }

    /** Takes in recordings of the very file, from production say; each is proved to be of this build where it can be. */
    CollectedBranches takeIn(List<Path> recordings, Path input, Path fdataFolder, Path log) {
        if (ladder.perf() == null) {
            throw Failure.user("perfData needs perf to read the recordings, and there is none."
                    + " Run: mvn io.github.pgobolt:pgo-bolt-maven-plugin:doctor");
        }
        PerfData reader = new PerfData(session.processes(), ladder.perf());
        Perf2Bolt converter = new Perf2Bolt(session.processes(), session.llvm().perf2bolt(), ladder.perf());
        List<Path> fdata = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String source = "branch stacks";
        for (Path recording : recordings) {
            Rung rung = reader.takeIn(recording, input);
            Path profile = fdataFolder.resolve("recording-" + fdata.size() + ".fdata");
            Conversion conversion = converter.convert(recording, input, rung, profile, log);
            warnings.addAll(conversion.warnings());
            fdata.add(profile);
            source = source(rung);
        }
        return new CollectedBranches(
                source,
                "recordings made elsewhere (perfData)",
                fdata,
                List.of(),
                warnings.stream().distinct().toList(),
                List.of(),
                List.of(session.llvm().perf2bolt(), session.llvm().mergeFdata()));
    }

    private static String source(Rung rung) {
        return rung.branches() ? "branch stacks" : "basic events";
    }

    /** How long one run takes, from what PGO's training took; a second where there was none. */
    private Duration expected(Workload workload) {
        return records.findResult(StepName.TRAIN, TrainResult.class).stream()
                .flatMap(result -> result.workloads().stream())
                .filter(trained -> trained.workload().equals(workload.name()))
                .map(trained -> Duration.ofMillis(Math.max(1, Math.round(1000 * trained.seconds() / trained.runs()))))
                .findFirst()
                .orElse(Duration.ofSeconds(1));
    }
}
