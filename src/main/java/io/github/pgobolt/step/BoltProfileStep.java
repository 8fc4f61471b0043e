package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.BranchYaml;
import io.github.pgobolt.bolt.FdataMerge;
import io.github.pgobolt.perf.LadderResult;
import io.github.pgobolt.perf.Perf2Bolt;
import io.github.pgobolt.perf.TriedRung;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the branch profile: by sampling if the machine can sample branches, else by BOLT's own instrumentation. */
public final class BoltProfileStep implements Step<BoltProfileResult> {

    public static final StepKey<BoltProfileResult> KEY =
            new StepKey<>("bolt-profile", "collects the branch profile", BoltProfileResult.class);

    private final Session session;
    private final Records records;

    public BoltProfileStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepKey<BoltProfileResult> key() {
        return KEY;
    }

    @Override
    public List<StepKey<?>> needs() {
        return session.samples() ? List.of(TrainStep.KEY, OptimizeStep.KEY) : List.of(OptimizeStep.KEY);
    }

    @Override
    public String skippedBecause() {
        return session.doesBolt() ? null : session.withoutBolt();
    }

    @Override
    public void preflight() throws IOException {
        if (session.mayBolt()) {
            Preflight.training(session);
            if (session.settings().profiles().perfData().isEmpty()) {
                ForeignTarget.ofMachine().requireRuntimeLibrary(session);
            }
        }
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs =
                session.workloadInputs(session.startingTests().mayTrainBolt());
        inputs.putAll(Servers.inputs(session, session.startingTests().mayTrainBolt()));
        inputs.put("optimized build", records.output(OptimizeStep.KEY, 0));
        inputs.put("llvm-bolt", session.bolt().llvmBolt().identity());
        inputs.putAll(Sampling.inputs(session));
        inputs.put("allowBadProfile", Boolean.toString(session.settings().bolt().allowBadProfile()));
        trained()
                .ifPresent(sampled -> inputs.put(
                        "recorded baseline", records.of(TrainStep.KEY).outputs().toString()));
        return inputs;
    }

    @Override
    public Asked asked() throws IOException {
        return session.startingTests().asked(session);
    }

    @Override
    public Done<BoltProfileResult> run() throws IOException {
        return session.watched(session.startingTests().mayTrainBolt(), this::collect);
    }

    private Done<BoltProfileResult> collect() throws IOException {
        Path log = session.work().log(KEY.goal());
        Path linked = session.work().file(records.result(OptimizeStep.KEY).linked());

        BoltInput named = BoltInput.of(session, linked, log);
        int names = named.shortenedNames();
        Path input = named.file();

        Path scratch = session.work().emptied(session.work().profiles().resolve("branch-runs"));
        // A name of the baseline, which is not shortened, would not be found among the shortened ones.
        boolean inferred = names == 0
                && trained().filter(s -> !s.branchProfiles().isEmpty()).isPresent();
        LadderResult ladder = inferred ? null : Sampling.ladder(session);
        CollectedBranches collected = inferred ? ofTraining() : collect(ladder, input, scratch, log);
        collected.warnings().forEach(session.log()::warn);

        StoredProfiles stored = new StoredProfiles(session.work(), collected.source(), Hashes.ofFile(input));
        Path profile = stored.file(inferred ? Perf2Bolt.YAML : ".fdata");
        new FdataMerge(session.processes(), session.bolt().mergeFdata()).merge(collected.fdata(), profile, log);
        if (!session.settings().profiles().keepPerfData()) {
            session.work().emptied(scratch);
        }
        // Names that were shortened for one build are not those of another.
        Path yaml = !inferred && names == 0 && infers() ? stored.file(Perf2Bolt.YAML) : null;
        BranchQuality quality = new BranchJudge(session, records)
                .judge(input, profile, collected.source(), collected.samples(), collected.inferred(), yaml, log);
        boolean written = yaml != null && Files.isRegularFile(yaml);
        if (written || inferred) {
            BranchYaml.makePortable(written ? yaml : profile);
        }
        BoltProfileResult result = new BoltProfileResult(
                collected.source(),
                collected.reason(),
                session.work().root().relativize(profile).toString(),
                session.work().root().relativize(input).toString(),
                collected.fdata().size(),
                Files.size(profile),
                names,
                collected.runs(),
                inferred ? trained().orElseThrow().rungs() : TriedRung.of(ladder),
                collected.warnings(),
                collected.samples(),
                inferred,
                written
                        ? new BoltProfileResult.Yaml(
                                session.work().root().relativize(yaml).toString(),
                                session.bolt().llvmBolt().version())
                        : null,
                null,
                null,
                quality,
                inferred ? List.of() : stored.agreements(),
                BranchJudge.notUnderstood(session, collected.samples(), quality));
        List<Path> outputs = new ArrayList<>(List.of(profile));
        if (written) {
            outputs.add(yaml);
        }
        if (names > 0) {
            outputs.add(input);
        }
        return Done.of(result, outputs, collected.commands(), collected.tools());
    }

    /** Whether this llvm-bolt writes what is needed to fit a profile to another build. */
    private boolean infers() throws IOException {
        return BoltOptions.probe(session.processes(), session.bolt().llvmBolt()).infers();
    }

    /** Returns the training results beside PGO's profile, if training recorded the baseline. */
    private Optional<TrainResult.Sampled> trained() {
        return session.samples() ? records.findResult(TrainStep.KEY).map(TrainResult::sampled) : Optional.empty();
    }

    /**
     * Returns the recording that PGO's profile is also made from: of the baseline, so that BOLT has to fit it to the
     * optimised file.
     */
    private CollectedBranches ofTraining() {
        TrainResult.Sampled sampled = trained().orElseThrow();
        return new CollectedBranches(
                SampledBranches.BRANCH_STACKS + " of the baseline",
                sampled.reason(),
                sampled.branchProfiles().stream().map(session.work()::file).toList(),
                List.of(),
                sampled.warnings(),
                List.of(),
                List.of(session.bolt().mergeFdata()),
                sampled.samples(),
                true);
    }

    private CollectedBranches collect(LadderResult ladder, Path input, Path fdataFolder, Path log) throws IOException {
        SampledBranches sampled = new SampledBranches(session, records, ladder);
        List<Path> recordings = session.settings().profiles().perfData();
        // With a sampled PGO profile these are recordings of the baseline.
        if (!recordings.isEmpty() && !session.samples()) {
            return sampled.takeIn(recordings, input, fdataFolder, log);
        }
        String reason = ladder.reason();
        Servers servers =
                new Servers(session.processes(), session.settings().runs().servers(), 1, true);
        Optional<Workload> served =
                session.asRun().branchWorkloads().stream().filter(servers::has).findFirst();
        if (served.isPresent() && ladder.chosen() != null) {
            reason =
                    "workload '" + served.get().name() + "' has a server, and a recording of the load would not see it";
            if (ladder.explicit()) {
                throw Failure.user(
                        "perfEvent cannot be followed: " + reason + ". Take -Dpgobolt.perfEvent out, record the"
                                + " server yourself and name the recording with -Dpgobolt.perfData.");
            }
        } else if (ladder.chosen() != null) {
            try {
                return sampled.collect(input, fdataFolder, log);
            } catch (Failure failure) {
                if (ladder.explicit()) {
                    throw failure;
                }
                reason = "branch sampling gave no profile: " + failure.getMessage();
                session.log().warn(reason + " BOLT's instrumentation takes its place.");
                session.work().emptied(fdataFolder);
            }
        }
        return new InstrumentedBranches(session, records).collect(input, fdataFolder, reason, log);
    }

    @Override
    public String summary(BoltProfileResult result) {
        return BranchJudge.summary(result);
    }
}
