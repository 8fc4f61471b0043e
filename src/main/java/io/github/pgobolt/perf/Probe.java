package io.github.pgobolt.perf;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Records a short busy loop and inspects the result. An exit code of 0 means nothing: without counters
 * {@code perf record -e cycles:u} succeeds and records a clock.
 */
final class Probe {

    /** Takes a shell about a tenth of a second. */
    static final int TURNS = 50_000;

    private static final Pattern BRANCH = Pattern.compile("0x[0-9a-f]+/0x[0-9a-f]+/");
    private static final Pattern ADDRESS = Pattern.compile("(?m)^.*:\\s+[0-9a-f]{4,}");
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final ProcessRunner processes;
    private final Path perf;
    private final SamplingMachine machine;
    private final int turns;

    /** @param turns iterations of the loop; fewer where each instruction is expensive */
    Probe(ProcessRunner processes, Path perf, SamplingMachine machine, int turns) {
        this.processes = processes;
        this.perf = perf;
        this.machine = machine;
        this.turns = turns;
    }

    /** Returns empty if the rung gives what it promises; else why not. */
    Optional<Refusal> refusal(Rung rung, Path scratch) {
        Path file = scratch.resolve("probe-" + rung.name() + ".data");
        try {
            Files.createDirectories(scratch);
            return judge(rung, file);
        } catch (IOException e) {
            return Optional.of(new Refusal(e.getMessage(), null));
        } finally {
            delete(file);
        }
    }

    private Optional<Refusal> judge(Rung rung, Path file) throws IOException {
        // The plugin's own loop; no word of it comes from outside.
        Command loop = Command.of("/bin/sh", "-c", "i=0; while [ $i -lt " + turns + " ]; do i=$((i+1)); done");
        Outcome record = processes.run(
                new PerfRecording(perf, rung, false).around(loop, file).within(LIMIT));
        if (!record.ok()) {
            return Optional.of(Refusal.of(record, machine, perf.toString()));
        }
        String events = perf("evlist", "-i", file.toString()).stdout();
        if (recordedAClock(events)) {
            return Optional.of(new Refusal(
                    "perf exited 0 but recorded the clock "
                            + events.strip().lines().findFirst().orElse("")
                            + " instead of the CPU's " + rung.event(),
                    null));
        }
        List<String> script = new ArrayList<>(
                List.of("script", "-i", file.toString(), "-F", rung.branches() ? "pid,brstack" : "pid,event,ip"));
        script.addAll(rung.scriptArguments());
        Outcome samples = perf(script.toArray(String[]::new));
        if (!samples.ok()) {
            return Optional.of(new Refusal(
                    "perf script cannot read the recording (" + samples.ending() + "): "
                            + samples.tail().lines().findFirst().orElse("no output"),
                    null));
        }
        if (!(rung.branches() ? BRANCH : ADDRESS).matcher(samples.stdout()).find()) {
            String lacking = rung.branches() ? "branches" : "samples";
            return Optional.of(new Refusal("perf exited 0 but recorded no " + lacking, null));
        }
        return Optional.empty();
    }

    /** Whether an event list names a clock, which is perf's fallback. */
    static boolean recordedAClock(String events) {
        String text = events.toLowerCase(Locale.ROOT);
        return text.contains("cpu-clock") || text.contains("task-clock");
    }

    private Outcome perf(String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(perf.toString()));
        argv.addAll(List.of(arguments));
        return processes.run(Command.of(argv).within(LIMIT));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            // perf keeps an earlier recording under this name.
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".old"));
        } catch (IOException leftBehind) {
            // It is in the scratch folder, which its owner empties.
            return;
        }
    }
}
