package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs workloads under perf on the real optimised binary, one recording a run, and makes BOLT's profiles of them. */
public final class BranchRecorder {

    private static final Path NOWHERE = Path.of("/dev/null");

    private final ProcessRunner processes;
    private final Tool perf2bolt;
    private final Path perf;
    private final Rung rung;
    private final int budgetMegabytes;
    private final boolean keep;

    /**
     * @param ladder with a chosen rung
     * @param budgetMegabytes what the recording of one run may take
     * @param keep whether recordings stay when they are converted
     */
    public BranchRecorder(ProcessRunner processes, LadderResult ladder, Tool perf2bolt, int budgetMegabytes,
            boolean keep) {
        this.processes = processes;
        this.perf2bolt = perf2bolt;
        this.perf = ladder.perf();
        this.rung = ladder.chosen();
        this.budgetMegabytes = budgetMegabytes;
        this.keep = keep;
    }

    /**
     * What the runs of a workload came to.
     *
     * @param fdata a profile for each run that had samples, multiplied by the workload's weight: ready for merge-fdata
     * @param conversions perf2bolt's numbers of these
     * @param recordings kept recordings; empty when they were deleted
     * @param commands what was run, perf around the workload
     * @param seconds wall time of all runs
     */
    public record Recorded(
            String workload,
            List<Path> fdata,
            List<Conversion> conversions,
            List<Path> recordings,
            List<Command> commands,
            double seconds) {}

    /**
     * Runs a workload as often as it asks for, one run after the other so that runs do not share the counters.
     *
     * @param binary the file to run, with relocations
     * @param expected how long one run takes, for how often to sample
     * @param folder where recordings and profiles go
     * @param log a file that what the tools print is appended to, or null
     * @param judge refuses a run that did not go as the workload says it should
     * @throws Failure when no run left a profile, with the reason of the last
     */
    public Recorded record(
            Workload workload, Path binary, Duration expected, Path folder, Path log,
                    Consumer<Outcome> judge) throws IOException {
        Files.createDirectories(folder);
        PerfRecording recording = new PerfRecording(perf, rung, knowsBuildIds(), 0, 0)
                .within(expected, Runtime.getRuntime().availableProcessors(), budgetMegabytes);
        Perf2Bolt converter = new Perf2Bolt(processes, perf2bolt, perf);
        List<Path> fdata = new ArrayList<>();
        List<Conversion> conversions = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        double seconds = 0;
        String nothing = null;
        for (int run = 0; run < workload.repeat(); run++) {
            Path data = folder.resolve(workload.name() + "." + run + ".perf.data");
            Path profile = folder.resolve(workload.name() + "." + run + ".fdata");
            Command command = recording.around(workload.on(binary).writeTo(NOWHERE, null), data).logTo(log);
            Outcome outcome = processes.run(command);
            commands.add(command);
            seconds += outcome.elapsed().toNanos() / 1e9;
            requireUndamaged(recording, outcome, workload);
            judge.accept(outcome);
            Perf2Bolt.Attempt attempt = converter.attempt(data, binary, rung, profile, log);
            nothing = attempt.nothing();
            if (attempt.conversion() != null) {
                conversions.add(attempt.conversion());
                fdata.add(weighted(profile, workload.weight()));
            }
            if (keep) {
                kept.add(data);
            } else {
                Files.delete(data);
            }
        }
        if (fdata.isEmpty()) {
            throw Failure.user("Workload '" + workload.name() + "' left no branch profile under perf: " + nothing);
        }
        return new Recorded(workload.name(), List.copyOf(fdata), List.copyOf(conversions), List.copyOf(kept),
                List.copyOf(commands), seconds);
    }

    private void requireUndamaged(PerfRecording recording, Outcome outcome, Workload workload) {
        Optional<String> damage = recording.damage(outcome);
        if (damage.isPresent()) {
            throw Failure.user("Workload '" + workload.name() + "': " + damage.get() + ".");
        }
    }

    private static Path weighted(Path profile, double weight) throws IOException {
        if (weight == 1) {
            return profile;
        }
        Path weighted = profile.resolveSibling(profile.getFileName() + ".weighted");
        FdataScale.multiply(profile, weight, weighted);
        Files.move(weighted, profile, StandardCopyOption.REPLACE_EXISTING);
        return profile;
    }

    /** perf's own help names its options; it ends with 129. */
    private boolean knowsBuildIds() throws IOException {
        Outcome help = processes.run(Command.of(perf, "record", "-h").within(Duration.ofSeconds(15)));
        return (help.stdout() + help.stderr()).contains("--buildid-mmap");
    }
}
