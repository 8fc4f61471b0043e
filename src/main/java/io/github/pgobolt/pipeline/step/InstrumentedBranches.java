package io.github.pgobolt.pipeline.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.FdataMerge;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.workload.Trainer;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects branches by BOLT's own instrumentation, which needs no hardware and slows the program several times. */
final class InstrumentedBranches {

    private final Session session;

    InstrumentedBranches(Session session) {
        this.session = session;
    }

    CollectedBranches collect(Path input, Path fdataFolder, String reason, Path log) throws IOException {
        Path folder = session.work().emptied(session.work().intermediate("bolt-instrumented"));
        Path instrumented = folder.resolve(input.getFileName());
        Bolt bolt = new Bolt(
                session.processes(), session.llvm().bolt(), Duration.ofSeconds(session.settings().bolt().timeoutSeconds()));
        Command command = bolt.instrument(input, instrumented, fdataFolder.resolve("run"), session.settings().bolt().runtimeLibrary(), log);
        int timeoutFactor = session.settings().branchProfile().timeoutFactor();
        Servers servers = new Servers(session.processes(), session.settings().servers(), timeoutFactor, true);
        Trainer trainer = new Trainer(session.processes(), session.work().file("logs/bolt-profile"), timeoutFactor, servers);
        List<Trainer.Trained> runs = new ArrayList<>();
        List<Path> merged = new ArrayList<>();
        for (Workload workload : session.settings().trainingWorkloads()) {
            runs.addAll(trainer.train(List.of(workload), instrumented, w -> Map.of()));
            merged.add(mergeRuns(workload, servers, fdataFolder, merged.size(), log));
        }
        return new CollectedBranches(
                "instrumentation",
                reason,
                merged,
                runs,
                List.of(),
                List.of(command),
                List.of(session.llvm().bolt(), session.llvm().mergeFdata()));
    }

    /** Makes one file a workload at once: ten thousand short processes must not become ten thousand files that stay. */
    private Path mergeRuns(Workload workload, Servers servers, Path fdataFolder, int index, Path log) throws IOException {
        List<Path> left = TrainStep.list(fdataFolder).stream()
                .filter(f -> f.getFileName().toString().startsWith("run."))
                .toList();
        if (left.isEmpty() && servers.has(workload)) {
            throw Failure.user(Servers.noProfile(workload) + " PGO alone: -Dpgobolt.bolt.skip");
        }
        if (left.isEmpty()) {
            throw Failure.user("Workload '" + workload.name() + "' ended well but left no branch profile under BOLT's"
                    + " instrumentation. A process that ends by a signal, abort() or _exit writes none, and a static-pie"
                    + " program none with BOLT 22. PGO alone: -Dpgobolt.bolt.skip");
        }
        Path merged = fdataFolder.resolve("workload-" + index + ".fdata");
        new FdataMerge(session.processes(), session.llvm().mergeFdata()).merge(left, merged, log);
        for (Path file : left) {
            Files.delete(file);
        }
        return merged;
    }
}
