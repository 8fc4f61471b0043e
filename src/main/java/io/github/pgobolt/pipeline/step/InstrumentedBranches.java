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

    /** Each process leaves a file; ten thousand short ones must not fill the disk before they are merged. */
    private static final int MOST_FILES = 256;

    private final Session session;

    InstrumentedBranches(Session session) {
        this.session = session;
    }

    CollectedBranches collect(Path input, Path fdataFolder, String reason, Path log) throws IOException {
        Path folder = session.work().emptied(session.work().intermediate("bolt-instrumented"));
        Path instrumented = folder.resolve(input.getFileName());
        Bolt bolt = new Bolt(
                session.processes(), session.llvm().bolt(), Duration.ofSeconds(session.settings().bolt().timeoutSeconds()));
        Command command = bolt.instrument(input, instrumented, fdataFolder.resolve("run"), log);
        int timeoutFactor = session.settings().branchProfile().timeoutFactor();
        Servers servers = new Servers(session.processes(), session.settings().servers(), timeoutFactor, true);
        Trainer trainer = new Trainer(session.processes(), session.work().file("logs/bolt-profile"), timeoutFactor, servers);
        List<Trainer.Trained> runs = new ArrayList<>();
        List<Path> merged = new ArrayList<>();
        for (Workload workload : session.settings().branchWorkloads()) {
            List<Path> batches = new ArrayList<>();
            double seconds = 0;
            for (int done = 0; done < workload.repeat(); done += MOST_FILES) {
                Workload batch = workload.repeated(Math.min(MOST_FILES, workload.repeat() - done));
                seconds += trainer.train(List.of(batch), instrumented, w -> Map.of()).get(0).seconds();
                Path file = fdataFolder.resolve("workload-" + merged.size() + "-" + batches.size() + ".fdata");
                batches.add(merge(runsOf(workload, servers, fdataFolder), file, log));
            }
            runs.add(new Trainer.Trained(workload.name(), workload.repeat(), seconds));
            merged.add(batches.size() == 1
                    ? batches.get(0)
                    : merge(batches, fdataFolder.resolve("workload-" + merged.size() + ".fdata"), log));
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

    private static List<Path> runsOf(Workload workload, Servers servers, Path fdataFolder) throws IOException {
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
        return left;
    }

    /** Makes one file of several, which are no more then. */
    private Path merge(List<Path> files, Path merged, Path log) throws IOException {
        new FdataMerge(session.processes(), session.llvm().mergeFdata()).merge(files, merged, log);
        for (Path file : files) {
            Files.delete(file);
        }
        return merged;
    }
}
