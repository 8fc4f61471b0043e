package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.perf.BoltReading;
import io.github.pgobolt.perf.BranchRecorder;
import io.github.pgobolt.perf.Conversion;
import io.github.pgobolt.perf.LadderResult;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.perf.PerfData;
import io.github.pgobolt.perf.Rung;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects branches with perf from the optimised file at full speed, or takes recordings that were made elsewhere. */
final class SampledBranches {

    static final String BRANCH_STACKS = "branch stacks";

    private final Session session;
    private final Records records;
    private final LadderResult ladder;

    SampledBranches(Session session, Records records, LadderResult ladder) {
        this.session = session;
        this.records = records;
        this.ladder = ladder;
    }

    CollectedBranches collect(Path input, Path fdataFolder, Path log) throws IOException {
        BranchRecorder recorder = Sampling.recorder(session, ladder);
        BoltReading reading = new BoltReading(
                session.processes(), session.bolt().perf2bolt(), ladder.perf(), input, ladder.chosen(), ".fdata", log);
        Trainer judge = new Trainer(session.processes(), session.work().file("logs/bolt-profile"), 1);
        List<Trainer.Trained> runs = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        for (Workload workload : session.asRun().branchWorkloads()) {
            BranchRecorder.Recorded recorded = recorder.record(
                    workload,
                    input,
                    Sampling.expected(workload, records),
                    fdataFolder,
                    log,
                    outcome -> judge.judge(workload, outcome),
                    reading);
            commands.addAll(recorded.commands());
            runs.add(new Trainer.Trained(workload.name(), workload.repeat(), recorded.seconds()));
        }
        return collected(ladder.chosen(), ladder.reason(), reading.conversions(), runs, commands);
    }

    /**
     * Takes in recordings of this same file, for example from production; each is verified to be of this build if
     * possible.
     */
    CollectedBranches takeIn(List<Path> recordings, Path input, Path fdataFolder, Path log) {
        Perf2Bolt converter = new Perf2Bolt(session.processes(), session.bolt().perf2bolt(), perf(ladder));
        PerfData reader = new PerfData(session.processes(), ladder.perf());
        List<Conversion> conversions = new ArrayList<>();
        Rung rung = null;
        for (Path recording : recordings) {
            rung = reader.takeIn(recording, input);
            Path profile = fdataFolder.resolve("recording-" + conversions.size() + ".fdata");
            conversions.add(converter.convert(recording, input, rung, profile, log));
        }
        return collected(rung, "recordings made elsewhere (perfData)", conversions, List.of(), List.of());
    }

    /** Returns perf, without which a recording cannot even be read. */
    static Path perf(LadderResult ladder) {
        if (ladder.perf() == null) {
            throw Failure.user("perfData needs perf to read the recordings, and there is none." + " Run: "
                    + Goals.command("doctor"));
        }
        return ladder.perf();
    }

    private CollectedBranches collected(
            Rung rung,
            String reason,
            List<Conversion> conversions,
            List<Trainer.Trained> runs,
            List<Command> commands) {
        return new CollectedBranches(
                rung.branches() ? BRANCH_STACKS : "basic events",
                reason,
                conversions.stream().map(Conversion::fdata).toList(),
                runs,
                warnings(conversions),
                commands,
                List.of(session.bolt().perf2bolt(), session.bolt().mergeFdata()),
                Conversion.total(conversions),
                false);
    }

    static List<String> warnings(List<Conversion> conversions) {
        return conversions.stream()
                .flatMap(c -> c.warnings().stream())
                .distinct()
                .toList();
    }
}
