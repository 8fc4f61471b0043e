package io.github.pgobolt.step;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.FdataMerge;
import io.github.pgobolt.perf.FdataScale;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Instances;
import io.github.pgobolt.workload.LostProfile;
import io.github.pgobolt.workload.SubjectLibraries;
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

/**
 * Collects branches by BOLT's own instrumentation, which needs no special hardware and slows the program several times.
 */
final class InstrumentedBranches {

    /** Seen for code with many branches; PGO's own counters cost about a tenth. */
    private static final int SLOWDOWN = 4;

    private static final Duration DAEMON_LIMIT = Duration.ofSeconds(5);
    /** Each process leaves a file; ten thousand short ones must not fill the disk before they are merged. */
    private static final int MOST_FILES = 256;

    static final String INSTRUMENTATION = "instrumentation";

    private final Session session;
    private final Records records;

    InstrumentedBranches(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    CollectedBranches collect(Path input, Path fdataFolder, String reason, Path log) throws IOException {
        tellCost();
        Path instrumented = session.work()
                .emptied(session.work().intermediate("bolt-instrumented"))
                .resolve(input.getFileName());
        SubjectLibraries.copy(input, instrumented);
        Path run = fdataFolder.resolve("run");
        Bolt bolt = session.llvmBolt();
        List<Command> commands =
                new ArrayList<>(List.of(bolt.instrument(input, instrumented, run, Bolt.Writing.AT_END, log)));
        int timeoutFactor = session.settings().profiles().timeoutFactor();
        Servers servers =
                new Servers(session.processes(), session.settings().runs().servers(), timeoutFactor, true);
        Trainer trainer =
                new Trainer(session.processes(), session.work().file("logs/bolt-profile"), timeoutFactor, servers);
        List<Trainer.Trained> runs = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Path> merged = new ArrayList<>();
        for (Workload workload : session.asRun().branchWorkloads()) {
            List<Path> batches = new ArrayList<>();
            double seconds = 0;
            for (int done = 0; done < workload.repeat(); done += MOST_FILES) {
                Workload batch = workload.repeated(Math.min(MOST_FILES, workload.repeat() - done));
                seconds += trainer.train(List.of(batch), instrumented, w -> Map.of())
                        .get(0)
                        .seconds();
                int daemons = Instances.awaitEnd(instrumented, DAEMON_LIMIT);
                if (daemons > 0) {
                    warnings.add(
                            "workload '" + workload.name() + "' left " + Counted.of(daemons, "process", "processes")
                                    + Counted.word(daemons, " that runs on, and what it", " that run on, and what they")
                                    + " counted is not in the profile: let the workload end "
                                    + Counted.word(daemons, "it, or wait for it", "them, or wait for them"));
                }
                List<Path> left = left(fdataFolder);
                if (left.isEmpty() && servers.has(workload)) {
                    throw Failure.user(Servers.noProfile(workload) + " PGO alone: -Dpgobolt.bolt.skip");
                }
                if (left.isEmpty()) {
                    // A process that is killed or ends by _exit writes nothing at its end.
                    Path periodic = instrumented.resolveSibling("each-second").resolve(input.getFileName());
                    Files.createDirectories(periodic.getParent());
                    SubjectLibraries.copy(input, periodic);
                    commands.add(bolt.instrument(input, periodic, run, Bolt.Writing.EACH_SECOND, log));
                    seconds += oneAfterTheOther(batch, trainer, periodic, run);
                    left = left(fdataFolder);
                    warnings.add("the processes of workload '" + workload.name()
                            + "' wrote no profile at their end, so that they"
                            + " were run again and wrote it each second: of each the last second is missing");
                }
                if (left.isEmpty()) {
                    throw noProfile(workload);
                }
                Path file = fdataFolder.resolve("workload-" + merged.size() + "-" + batches.size() + ".fdata");
                batches.add(merge(left, file, log));
            }
            runs.add(new Trainer.Trained(workload.name(), workload.repeat(), seconds));
            Path whole = batches.size() == 1
                    ? batches.get(0)
                    : merge(batches, fdataFolder.resolve("workload-" + merged.size() + ".fdata"), log);
            merged.add(weighted(whole, workload.weight()));
        }
        return new CollectedBranches(
                INSTRUMENTATION,
                reason,
                merged,
                runs,
                warnings,
                commands,
                List.of(session.bolt().llvmBolt(), session.bolt().mergeFdata()),
                null,
                false);
    }

    /** Announces the cost beforehand, since a build that takes four times longer than the one before seems to hang. */
    private void tellCost() {
        records.findResult(TrainStep.KEY).ifPresent(train -> {
            double seconds = train.workloads().stream()
                    .mapToDouble(Trainer.Trained::seconds)
                    .sum();
            session.log()
                    .info(String.format(
                            Locale.ROOT,
                            "  BOLT's instrumentation slows a program about %d times: PGO's training took %.1f s, so expect %.0f s",
                            SLOWDOWN,
                            seconds,
                            Math.max(1, SLOWDOWN * seconds)));
        });
    }

    /** Runs in sequence: all processes write the same file, which must be moved away before the next run. */
    private static double oneAfterTheOther(Workload workload, Trainer trainer, Path periodic, Path run)
            throws IOException {
        double seconds = 0;
        for (int i = 0; i < workload.repeat(); i++) {
            seconds += trainer.train(List.of(workload.repeated(1)), periodic, w -> Map.of())
                    .get(0)
                    .seconds();
            if (Files.exists(run)) {
                Files.move(run, run.resolveSibling("run." + i + ".fdata"));
            }
        }
        return seconds;
    }

    private static List<Path> left(Path fdataFolder) throws IOException {
        return TrainStep.list(fdataFolder).stream()
                .filter(f -> f.getFileName().toString().equals("run")
                        || f.getFileName().toString().startsWith("run."))
                .toList();
    }

    private static Failure noProfile(Workload workload) {
        return Failure.user("Workload '" + workload.name() + "' ended well but left no branch profile under BOLT's"
                + " instrumentation. A process that ends by a signal, abort() or _exit within a second writes none."
                + " Let it run longer, or end by itself. " + LostProfile.OTHER_REASONS
                + " PGO alone: -Dpgobolt.bolt.skip");
    }

    /** Merges several files into one and deletes them. */
    private Path merge(List<Path> files, Path merged, Path log) throws IOException {
        new FdataMerge(session.processes(), session.bolt().mergeFdata()).merge(files, merged, log);
        for (Path file : files) {
            Files.delete(file);
        }
        return merged;
    }

    private static Path weighted(Path profile, double weight) throws IOException {
        if (weight != 1) {
            Path unweighted = Files.move(profile, profile.resolveSibling(profile.getFileName() + ".unweighted"));
            FdataScale.multiply(unweighted, weight, profile);
            Files.delete(unweighted);
        }
        return profile;
    }
}
