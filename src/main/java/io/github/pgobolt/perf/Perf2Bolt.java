package io.github.pgobolt.perf;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes BOLT's profile from a recording with perf2bolt. perf2bolt exits with 0 even if it found nothing; this class
 * fails then.
 */
public final class Perf2Bolt {

    /** The ending of a profile that identifies blocks by their contents instead of their addresses. */
    public static final String YAML = ".yaml";

    private static final Duration LIMIT = Duration.ofHours(1);

    private final ProcessRunner processes;
    private final Tool perf2bolt;
    private final Path perf;

    /** @param perf the perf that perf2bolt calls to read the recording; its folder is put first in PATH */
    public Perf2Bolt(ProcessRunner processes, Tool perf2bolt, Path perf) {
        this.processes = processes;
        this.perf2bolt = perf2bolt;
        this.perf = perf;
    }

    /**
     * Converts one recording.
     *
     * @param recording the file that perf wrote
     * @param binary the same file that was recorded
     * @param rung how it was recorded
     * @param fdata the path for the profile; with the ending {@code .yaml} it is written so that BOLT can fit it to
     *     another build
     * @param log a file that perf2bolt's output is appended to, or null
     * @throws Failure if there is no profile, with the reason: no branches, another build, a damaged recording
     */
    public Conversion convert(Path recording, Path binary, Rung rung, Path fdata, Path log) {
        Attempt attempt = attempt(recording, binary, rung, fdata, log);
        if (attempt.conversion() == null) {
            throw Failure.user(attempt.nothing());
        }
        return attempt.conversion();
    }

    /**
     * Either a profile or the reason why the recording, although intact, gives none.
     *
     * @param conversion null if there is none
     */
    record Attempt(Conversion conversion, String nothing) {}

    /** Converts, and accepts a recording without a profile: among many short runs some may have no sample. */
    Attempt attempt(Path recording, Path binary, Rung rung, Path fdata, Path log) {
        PerfData data = new PerfData(processes, perf);
        data.requireRecording(recording);
        try {
            Files.createDirectories(fdata.toAbsolutePath().getParent());
            Files.deleteIfExists(fdata);
            Command command = command(recording, binary, rung, fdata).logTo(log);
            Outcome outcome = processes.run(command);
            return judge(outcome, recording, binary, rung, fdata, data);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, e.getMessage(), e);
        }
    }

    private Command command(Path recording, Path binary, Rung rung, Path fdata) throws IOException {
        List<String> argv = new ArrayList<>(List.of(perf2bolt.path().toString()));
        argv.addAll(arguments(rung));
        if (fdata.getFileName().toString().endsWith(YAML)) {
            argv.add("-profile-format=yaml");
        }
        argv.addAll(List.of("-p", recording.toString(), "-o", fdata.toString(), binary.toString()));
        String path = processes.environment().getOrDefault("PATH", "");
        return Command.of(argv)
                // perf2bolt calls the first perf in PATH, and writes the whole recording as text to TMPDIR.
                .with("PATH", perf.toAbsolutePath().getParent() + (path.isEmpty() ? "" : File.pathSeparator + path))
                .with("TMPDIR", fdata.toAbsolutePath().getParent().toString())
                .within(LIMIT);
    }

    /** Returns the options of this perf2bolt for a rung, by its own help: their names changed between majors. */
    private List<String> arguments(Rung rung) throws IOException {
        if (rung.converter() == Rung.Converter.BRANCH_STACKS) {
            return List.of();
        }
        String help = processes
                .run(Command.of(perf2bolt.path(), "--help-hidden").within(Duration.ofSeconds(20)))
                .stdout();
        return arguments(rung.converter(), help, perf2bolt);
    }

    static List<String> arguments(Rung.Converter converter, String help, Tool perf2bolt) {
        return switch (converter) {
            case BRANCH_STACKS -> List.of();
            case BASIC_EVENTS -> List.of(help.contains("--basic-events") ? "--basic-events" : "--nl");
            case SPE -> List.of(required("--spe", help, perf2bolt));
            case TRACE -> List.of(required("--itrace", help, perf2bolt) + "=" + Ladder.TRACE_SAMPLING);
        };
    }

    private static String required(String option, String help, Tool perf2bolt) {
        if (!help.contains(option)) {
            throw Failure.user("perf2bolt " + perf2bolt.version() + " (" + perf2bolt.path() + ") has no option "
                    + option
                    + ", which this recording needs. Install a newer BOLT, or type -Dpgobolt.perfEvent=none.");
        }
        return option;
    }

    private Attempt judge(Outcome outcome, Path recording, Path binary, Rung rung, Path fdata, PerfData data)
            throws IOException {
        Perf2BoltLog log = new Perf2BoltLog(outcome.stdout() + outcome.stderr(), rung.branches());
        if (log.buildIdFailed()) {
            data.requireNoOtherBuild(recording, binary);
            return new Attempt(null, data.whichBuild(recording, binary));
        }
        if (!outcome.ok()) {
            throw Failure.tool("perf2bolt could not read " + recording + " (" + outcome.ending() + ")"
                    + (log.text().contains("PERF-ERROR")
                            ? ": perf itself cannot, so the recording is damaged or perf was ended in the middle. "
                                    + "Record again."
                            : ".")
                    + "\n" + outcome.tail());
        }
        // If perf2bolt's wording for how much it wrote is unknown, the file decides.
        boolean wrote = log.objects() == null ? Files.exists(fdata) && Files.size(fdata) > 0 : log.objects() > 0;
        if (!wrote) {
            return new Attempt(null, nothing(log, recording, binary, rung));
        }
        return new Attempt(
                new Conversion(
                        fdata,
                        outcome.command().line(),
                        log.samples(),
                        log.branchRecords(),
                        log.mismatching(),
                        log.mismatchingPercent(),
                        log.ignoredPercent(),
                        log.outOfRangePercent(),
                        log.objects(),
                        log.moreSamplesFactor(),
                        rung.branches(),
                        log.buildIdMatched(),
                        log.notUnderstood()),
                null);
    }

    private static String nothing(Perf2BoltLog log, Path recording, Path binary, Rung rung) {
        String start = "perf2bolt exited 0 but wrote no profile: ";
        if (log.samples() == null) {
            return start + "what it read of " + recording
                    + " is told in words that are not understood. Look at its output, or"
                    + " type -Dpgobolt.perfEvent=none for BOLT's instrumentation.";
        }
        if (log.samples() == 0) {
            return start + recording + " holds no samples of " + binary + ". Record a run that spends time in it, and "
                    + "longer than a few milliseconds.";
        }
        if (rung.branches() && log.branchRecords() != null && log.branchRecords() == 0) {
            return start + recording + " holds " + Counted.of(log.samples(), "sample") + " of " + binary.getFileName()
                    + " and no branches. Record with `perf record -e cycles:u -j any,u`, or type "
                    + "-Dpgobolt.perfEvent=none for BOLT's instrumentation.";
        }
        return start + "none of " + Counted.of(log.samples(), "sample") + " in " + recording + " fits " + binary + " ("
                + (log.mismatchingPercent() == null ? "an unknown share" : log.mismatchingPercent() + " %")
                + " mismatching). It is another build than the one that was recorded.";
    }
}
