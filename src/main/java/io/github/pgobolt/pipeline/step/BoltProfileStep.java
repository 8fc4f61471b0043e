package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.bolt.FdataMerge;
import io.github.pgobolt.bolt.LongSymbols;
import io.github.pgobolt.perf.BranchSampling;
import io.github.pgobolt.perf.LadderResult;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the branch profile: by sampling where the machine gives branches, else by BOLT's own instrumentation. */
public final class BoltProfileStep implements Step<BoltProfileResult> {

    private final Session session;
    private final Records records;

    public BoltProfileStep(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    @Override
    public StepName name() {
        return StepName.BOLT_PROFILE;
    }

    @Override
    public Class<BoltProfileResult> resultType() {
        return BoltProfileResult.class;
    }

    @Override
    public String skippedBecause() {
        return session.doesBolt() ? null : "no BOLT: " + session.whyNot(List.of(StepName.BOLT_PROFILE, StepName.BOLT));
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = Session.workloadInputs(session.settings().branchWorkloads());
        inputs.putAll(Servers.inputs(session.settings().servers(), session.settings().branchWorkloads()));
        inputs.put("optimized build", records.output(StepName.OPTIMIZE, 0));
        inputs.put("llvm-bolt", session.llvm().bolt().identity());
        inputs.put("perfEvent", session.settings().branchProfile().perfEvent());
        for (Path recording : session.settings().branchProfile().perfData()) {
            inputs.put("perfData " + recording, Files.exists(recording) ? Hashes.ofFile(recording) : "missing");
        }
        return inputs;
    }

    @Override
    public Done<BoltProfileResult> run() throws IOException {
        Path log = session.work().log(name().goal());
        Path linked = session.work().file(records.result(StepName.OPTIMIZE, BuildResult.class).linked());

        Path folder = session.work().emptied(session.work().intermediate("bolt"));
        Path shortened = folder.resolve("short-names").resolve(linked.getFileName());
        Files.createDirectories(shortened.getParent());
        int names = new LongSymbols(session.processes(), session.llvm().nm(), session.llvm().objcopy())
                .shorten(linked, shortened, folder.resolve("short-names.map"), log);
        Path input = names == 0 ? linked : shortened;

        Path fdataFolder = session.work().emptied(session.work().profiles().resolve("branch"));
        LadderResult ladder = new BranchSampling(session.processes(), Path.of("/"))
                .probe(perfEvent(), null, session.llvm(), session.work().emptied(session.work().file("probe")))
                .requireWhatWasAsked();
        CollectedBranches collected = collect(ladder, input, fdataFolder, log);
        collected.warnings().forEach(session.log()::warn);

        Path fdata = fdataFolder.resolve("branch.fdata");
        new FdataMerge(session.processes(), session.llvm().mergeFdata()).merge(collected.fdata(), fdata, log);
        for (Path part : collected.fdata()) {
            Files.delete(part);
        }
        BoltProfileResult result = new BoltProfileResult(
                collected.source(),
                collected.reason(),
                session.work().root().relativize(fdata).toString(),
                session.work().root().relativize(input).toString(),
                collected.fdata().size(),
                Files.size(fdata),
                names,
                collected.runs(),
                ladder.rungs().stream()
                        .map(r -> new BoltProfileResult.Rung(r.rung().name(), r.accepted(), r.reason()))
                        .toList(),
                collected.warnings());
        return Done.of(result, names == 0 ? List.of(fdata) : List.of(fdata, shortened), collected.commands(), collected.tools());
    }

    /** Nothing can be sampled of a program that another kind of processor runs. */
    private String perfEvent() {
        boolean foreign = !session.subject().target().equals(session.detection().rust().host());
        return foreign ? "none" : session.settings().branchProfile().perfEvent();
    }

    private CollectedBranches collect(LadderResult ladder, Path input, Path fdataFolder, Path log) throws IOException {
        SampledBranches sampled = new SampledBranches(session, records, ladder);
        List<Path> recordings = session.settings().branchProfile().perfData();
        if (!recordings.isEmpty()) {
            return sampled.takeIn(recordings, input, fdataFolder, log);
        }
        String reason = ladder.reason();
        Servers servers = new Servers(session.processes(), session.settings().servers(), 1, true);
        Optional<Workload> served = session.settings().branchWorkloads().stream().filter(servers::has).findFirst();
        if (served.isPresent() && ladder.chosen() != null) {
            reason = "workload '" + served.get().name() + "' has a server, and a recording of the load would not see it";
            if (ladder.explicit()) {
                throw Failure.user("perfEvent cannot be followed: " + reason + ". Take -Dpgobolt.perfEvent out, record the"
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
        return new InstrumentedBranches(session).collect(input, fdataFolder, reason, log);
    }

    @Override
    public String summary(BoltProfileResult result) {
        return String.format(
                Locale.ROOT,
                "by %s (%s), %d KiB%s",
                result.source(),
                result.reason().replaceFirst("\\.$", ""),
                result.bytes() / 1024,
                result.shortenedNames() == 0 ? "" : "; " + result.shortenedNames() + " symbol names shortened");
    }
}
