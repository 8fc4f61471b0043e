package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.FdataMerge;
import io.github.pgobolt.bolt.LongSymbols;
import io.github.pgobolt.pipeline.Failure;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the branch profile: by BOLT's own instrumentation where the machine gives no branch stacks. */
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
        return session.doesBolt() ? null : "no BOLT: " + session.detection().routeReason();
    }

    @Override
    public Map<String, String> inputs() throws IOException {
        Map<String, String> inputs = Session.workloadInputs(session.settings().trainingWorkloads());
        inputs.put("optimized build", records.output(StepName.OPTIMIZE, 0));
        inputs.put("llvm-bolt", session.llvm().bolt().version());
        inputs.put("perfEvent", session.settings().branchProfile().perfEvent());
        return inputs;
    }

    @Override
    public Done<BoltProfileResult> run() throws IOException {
        Path log = session.work().log(name().goal());
        Path linked = session.work().file(records.result(StepName.OPTIMIZE, BuildResult.class).linked());
        List<Command> commands = new ArrayList<>();

        Path folder = session.work().emptied(session.work().intermediate("bolt"));
        Path shortened = folder.resolve("short-names").resolve(linked.getFileName());
        Files.createDirectories(shortened.getParent());
        int names = new LongSymbols(session.processes(), session.llvm().nm(), session.llvm().objcopy())
                .shorten(linked, shortened, folder.resolve("short-names.map"), log);
        Path input = names == 0 ? linked : shortened;

        Path fdataFolder = session.work().emptied(session.work().profiles().resolve("branch"));
        Path instrumented = Files.createDirectories(folder.resolve("instrumented")).resolve(linked.getFileName());
        Bolt bolt = new Bolt(
                session.processes(), session.llvm().bolt(), Duration.ofSeconds(session.settings().bolt().timeoutSeconds()));
        commands.add(bolt.instrument(input, instrumented, fdataFolder.resolve("run"), log));

        List<Workload> workloads = session.settings().trainingWorkloads();
        Trainer trainer = new Trainer(
                session.processes(), session.work().file("logs/bolt-profile"), session.settings().branchProfile().timeoutFactor());
        List<Trainer.Trained> trained = new ArrayList<>();
        List<Path> parts = new ArrayList<>();
        for (Workload workload : workloads) {
            trained.addAll(trainer.train(List.of(workload), instrumented, w -> Map.of()));
            List<Path> left = TrainStep.list(fdataFolder).stream()
                    .filter(f -> f.getFileName().toString().startsWith("run."))
                    .toList();
            if (left.isEmpty()) {
                throw Failure.user("Workload '" + workload.name() + "' ended well but left no branch profile under BOLT's"
                        + " instrumentation. A process that ends by a signal, abort() or _exit writes none, and a static-pie"
                        + " program none with BOLT 22. PGO alone: -Dpgobolt.bolt.skip");
            }
            // One file a workload: ten thousand short processes must not become ten thousand files that stay.
            Path merged = fdataFolder.resolve("workload-" + parts.size() + ".fdata");
            new FdataMerge(session.processes(), session.llvm().mergeFdata()).merge(left, merged, log);
            for (Path file : left) {
                Files.delete(file);
            }
            parts.add(merged);
        }
        Path fdata = fdataFolder.resolve("branch.fdata");
        new FdataMerge(session.processes(), session.llvm().mergeFdata()).merge(parts, fdata, log);
        for (Path part : parts) {
            Files.delete(part);
        }
        BoltProfileResult result = new BoltProfileResult(
                "instrumentation",
                "branch sampling is not used",
                session.work().root().relativize(fdata).toString(),
                session.work().root().relativize(input).toString(),
                trained.stream().mapToInt(Trainer.Trained::runs).sum(),
                Files.size(fdata),
                names,
                trained);
        return Done.of(
                result,
                names == 0 ? List.of(fdata) : List.of(fdata, shortened),
                commands,
                List.of(session.llvm().bolt(), session.llvm().mergeFdata()));
    }

    @Override
    public String summary(BoltProfileResult result) {
        return String.format(
                Locale.ROOT,
                "by %s, %d KiB%s",
                result.source(),
                result.bytes() / 1024,
                result.shortenedNames() == 0 ? "" : "; " + result.shortenedNames() + " symbol names shortened");
    }
}
