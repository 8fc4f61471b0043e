package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.perf.BoltReading;
import io.github.pgobolt.perf.BranchRecorder;
import io.github.pgobolt.perf.Conversion;
import io.github.pgobolt.perf.LadderResult;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.perf.PerfData;
import io.github.pgobolt.perf.Rung;
import io.github.pgobolt.perf.SampleProfile;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records the training workloads on the baseline, and immediately converts each recording to PGO's input and, if BOLT
 * can fit a profile to another build, to BOLT's: one training run for both.
 */
public final class SampledTraining {

    private final Session session;
    private final Records records;
    private final Path folder;
    private final Path log;
    private final List<TrainResult.Profile> profiles = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Double> moreSamples = new ArrayList<>();

    SampledTraining(Session session, Records records) throws IOException {
        this.session = session;
        this.records = records;
        this.folder = session.work().emptied(session.work().profiles().resolve("sampled"));
        this.log = session.work().log(TrainStep.KEY.goal());
    }

    Step.Done<TrainResult> run() throws IOException {
        Path baseline = session.work().file(records.result(BaselineStep.KEY).linked());
        LadderResult ladder = Sampling.ladder(session);
        SampleOptions.of(session).note().ifPresent(note -> {
            session.log().warn(note);
            warnings.add(note);
        });
        List<Path> recordings = session.settings().profiles().perfData();
        List<Trainer.Trained> runs = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        Reading reading;
        if (recordings.isEmpty()) {
            requireSampling(ladder);
            requireRecordable();
            reading = new Reading(ladder.perf(), baseline, ladder.chosen());
            BranchRecorder recorder = Sampling.recorder(session, ladder);
            Trainer judge = new Trainer(session.processes(), session.work().file("logs/train"), 1);
            for (Workload workload : session.asRun().branchWorkloads()) {
                BranchRecorder.Recorded recorded = recorder.record(
                        workload,
                        baseline,
                        Sampling.expected(workload, records),
                        folder,
                        log,
                        outcome -> judge.judge(workload, outcome),
                        reading);
                commands.addAll(recorded.commands());
                runs.add(new Trainer.Trained(workload.name(), workload.repeat(), recorded.seconds()));
            }
        } else {
            reading = takeIn(recordings, baseline, ladder);
        }
        List<Path> files = new ArrayList<>(
                profiles.stream().map(p -> session.work().file(p.file())).toList());
        List<Conversion> conversions = reading.bolt == null ? List.of() : reading.bolt.conversions();
        files.addAll(conversions.stream().map(Conversion::fdata).toList());
        warnings.addAll(SampledBranches.warnings(conversions));
        TrainResult.Sampled sampled = new TrainResult.Sampled(
                conversions.stream()
                        .map(c -> session.work().root().relativize(c.fdata()).toString())
                        .toList(),
                conversions.isEmpty() ? null : Conversion.total(conversions),
                SampleCounts.moreSamples(moreSamples),
                TriedRung.of(ladder),
                recordings.isEmpty() ? ladder.reason() : "recordings made elsewhere (perfData)",
                warnings.stream().distinct().toList());
        return Step.Done.of(new TrainResult(runs, profiles, sampled, Map.of(), 0, List.of()), files, commands, tools());
    }

    /** Refuses if nothing can be sampled; also called before the first build. */
    public static void requireSampling(LadderResult ladder) {
        if (ladder.chosen() == null || !ladder.chosen().branches()) {
            throw Failure.user("pgoMode=sample needs branch records of the processor, and this machine gives none: "
                    + (ladder.chosen() == null
                            ? ladder.reason()
                            : "perfEvent=" + ladder.asked() + " takes samples without" + " branches.")
                    + "\nType -Dpgobolt.pgoMode=instrument, which works everywhere, or name recordings of the baseline that were"
                    + " made elsewhere: -Dpgobolt.perfData=…");
        }
    }

    private void requireRecordable() {
        if (session.asRun().branchWorkloads().isEmpty()) {
            throw Failure.user(
                    "pgoMode=sample records the subject's own file, and no training workload runs it: those of kind cargo"
                            + " do not. Give it one that does, or type -Dpgobolt.pgoMode=instrument.");
        }
        Servers servers =
                new Servers(session.processes(), session.settings().runs().servers(), 1, true);
        session.settings().trainingWorkloads().stream()
                .filter(servers::has)
                .findFirst()
                .ifPresent(served -> {
                    throw Failure.user("pgoMode=sample cannot record workload '" + served.name()
                            + "': it has a server, and a recording"
                            + " of the load would not see it. Record the server yourself, on the baseline, and name the recording with"
                            + " -Dpgobolt.perfData, or type -Dpgobolt.pgoMode=instrument.");
                });
    }

    private Reading takeIn(List<Path> recordings, Path baseline, LadderResult ladder) throws IOException {
        Path perf = SampledBranches.perf(ladder);
        Reading reading = null;
        int index = 0;
        for (Path recording : recordings) {
            Rung rung = new PerfData(session.processes(), perf).takeIn(recording, baseline);
            // One for all: the recordings of one call are of one kind, and perf2bolt refuses any that does not fit it.
            reading = reading == null ? new Reading(perf, baseline, rung) : reading;
            Optional<String> nothing = reading.read(recording, "perfData", 1, folder.resolve("recording-" + index++));
            if (nothing.isPresent()) {
                throw Failure.user(nothing.get());
            }
        }
        return reading;
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(List.of(session.llvm().profgen()));
        if (session.perf2bolt() != null) {
            tools.add(session.perf2bolt());
        }
        return tools;
    }

    /** Makes PGO's profile from a recording and, if BOLT can use it, BOLT's. */
    private final class Reading implements BranchRecorder.Reading {

        private final SampleProfile samples;
        private final Path baseline;
        private final Rung rung;
        private final BoltReading bolt;

        Reading(Path perf, Path baseline, Rung rung) throws IOException {
            this.samples = new SampleProfile(
                    session.processes(),
                    session.llvm().profgen(),
                    session.llvm().profdata(),
                    perf);
            this.baseline = baseline;
            this.rung = rung;
            this.bolt = boltInfers()
                    ? new BoltReading(
                            session.processes(), session.perf2bolt(), perf, baseline, rung, Perf2Bolt.YAML, log)
                    : null;
        }

        @Override
        public Optional<String> read(Path recording, String name, double weight, Path profile) throws IOException {
            Path file = profile.resolveSibling(profile.getFileName() + ".prof");
            SampleProfile.Attempt attempt = samples.attempt(recording, baseline, rung, file, log);
            if (attempt.sampled() == null) {
                return Optional.of(attempt.nothing());
            }
            warnings.addAll(attempt.sampled().warnings());
            moreSamples.add(attempt.sampled().moreSamplesWanted());
            profiles.add(new TrainResult.Profile(
                    session.work().root().relativize(file).toString(), name, Files.size(file)));
            // A recording in which llvm-profgen found branches has some for BOLT, too; without them PGO is no worse
            // off.
            return bolt == null
                    ? Optional.empty()
                    : bolt.read(recording, name, weight, profile).filter(nothing -> false);
        }

        private boolean boltInfers() throws IOException {
            return session.doesBolt()
                    && session.perf2bolt() != null
                    && !session.settings().profiles().recordAgain()
                    && BoltOptions.probe(session.processes(), session.bolt().llvmBolt())
                            .infers();
        }
    }
}
