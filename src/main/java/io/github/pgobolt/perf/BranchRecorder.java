package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs workloads under perf at full speed, one recording per run, and has each recording read immediately. */
public final class BranchRecorder {

    private static final Path NOWHERE = Path.of("/dev/null");
    /** How many times fewer samples the next try takes if a recording became too large. */
    private static final int THINNER = 8;
    /**
     * perf's limit is four times the budget, and perf2bolt writes the recording again, as text of three times the size.
     */
    private static final int DISK_SHARE = 16;

    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    private final ProcessRunner processes;
    private final Path perf;
    private final Rung rung;
    private final int budgetMegabytes;
    private final boolean keep;

    /**
     * @param ladder with a chosen rung
     * @param budgetMegabytes the maximum size of one run's recording
     * @param keep whether recordings are kept after they were read
     */
    public BranchRecorder(ProcessRunner processes, LadderResult ladder, int budgetMegabytes, boolean keep) {
        this.processes = processes;
        this.perf = ladder.perf();
        this.rung = ladder.chosen();
        this.budgetMegabytes = budgetMegabytes;
        this.keep = keep;
    }

    /** Makes profiles from a recording. */
    public interface Reading {

        /**
         * Reads one recording.
         *
         * @param recording the file that perf wrote
         * @param name the name of the recorded workload
         * @param weight its weight
         * @param profile the path for profiles, to which an ending is added
         * @return why the recording, although intact, gives nothing; empty if it gave a profile. Among many short runs
         *     some may have no sample
         */
        Optional<String> read(Path recording, String name, double weight, Path profile) throws IOException;
    }

    /**
     * The results of a workload's runs.
     *
     * @param recordings kept recordings; empty if they were deleted
     * @param commands the commands that were run, perf around the workload
     * @param seconds wall time of all runs
     */
    public record Recorded(String workload, List<Path> recordings, List<Command> commands, double seconds) {}

    /**
     * Runs a workload as often as it asks for, in sequence so that runs do not share the counters. A run whose
     * recording becomes too large is repeated with fewer samples.
     *
     * @param binary the file to run
     * @param expected how long one run takes, which determines the sampling rate
     * @param folder for recordings and profiles
     * @param log a file that the tools' output is appended to, or null
     * @param judge refuses a run that did not go as the workload says it should
     * @param reading converts each recording
     * @throws Failure if no run left a profile, with the reason of the last
     */
    public Recorded record(
            Workload workload,
            Path binary,
            Duration expected,
            Path folder,
            Path log,
            Consumer<Outcome> judge,
            Reading reading)
            throws IOException {
        Files.createDirectories(folder);
        PerfRecording recording = new PerfRecording(perf, rung, knowsBuildIds(), 0, 0)
                .within(expected, Runtime.getRuntime().availableProcessors(), affordableMegabytes(folder));
        List<Path> kept = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        double seconds = 0;
        boolean any = false;
        String nothing = null;
        for (int run = 0; run < workload.repeat(); run++) {
            Path data = folder.resolve(workload.name() + "." + run + ".perf.data");
            Outcome outcome = run(recording, workload, binary, data, log);
            while (PerfRecording.reachedLimit(outcome)
                    && recording.thinned(THINNER).isPresent()) {
                recording = recording.thinned(THINNER).get();
                outcome = run(recording, workload, binary, data, log);
            }
            commands.add(outcome.command());
            seconds += outcome.elapsed().toNanos() / 1e9;
            requireUndamaged(recording, outcome, workload, data);
            judge.accept(outcome);
            Optional<String> without =
                    reading.read(data, workload.name(), workload.weight(), folder.resolve(workload.name() + "." + run));
            nothing = without.orElse(nothing);
            any |= without.isEmpty();
            if (keep) {
                kept.add(data);
            } else {
                Files.delete(data);
            }
        }
        if (!any) {
            throw Failure.user("Workload '" + workload.name() + "' left no branch profile under perf: " + nothing);
        }
        return new Recorded(workload.name(), List.copyOf(kept), List.copyOf(commands), seconds);
    }

    private Outcome run(PerfRecording recording, Workload workload, Path binary, Path data, Path log)
            throws IOException {
        Files.deleteIfExists(data);
        return processes.run(recording
                .around(workload.on(binary).writeTo(NOWHERE, null), data)
                .logTo(log));
    }

    private int affordableMegabytes(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() / BYTES_PER_MEGABYTE;
        if (free < DISK_SHARE) {
            throw Failure.user(
                    "A recording does not fit: the disk of " + folder + " has " + free + " MB free, and it takes "
                            + DISK_SHARE
                            + " MB at least. Make room, name another -Dpgobolt.workDirectory, or let BOLT instrument: "
                            + "-Dpgobolt.perfEvent=none");
        }
        return (int) Math.min(budgetMegabytes, free / DISK_SHARE);
    }

    private void requireUndamaged(PerfRecording recording, Outcome outcome, Workload workload, Path data) {
        String damage = recording.damage(outcome).orElse(null);
        if (damage == null && !outcome.ok() && PerfData.unfinished(data)) {
            damage = "perf was ended in the middle (" + outcome.ending()
                    + "), and the recording is not whole. Was it the "
                    + "out-of-memory killer? Record again, or let BOLT instrument: -Dpgobolt.perfEvent=none";
        }
        if (damage != null) {
            throw Failure.user("Workload '" + workload.name() + "': " + damage.replaceFirst("\\.$", "") + ".");
        }
    }

    /** Whether perf's own help names the option; the help ends with exit code 129. */
    private boolean knowsBuildIds() throws IOException {
        Outcome help = processes.run(Command.of(perf, "record", "-h").within(Duration.ofSeconds(15)));
        return (help.stdout() + help.stderr()).contains("--buildid-mmap");
    }
}
