package io.github.pgobolt.perf;

import io.github.pgobolt.base.Version;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes down the ladder of branch sampling until a method actually gives branches. */
public final class BranchSampling {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final ProcessRunner processes;
    private final Path root;
    private final int turns;

    /** @param root {@code /} except in tests */
    public BranchSampling(ProcessRunner processes, Path root) {
        this(processes, root, Probe.TURNS);
    }

    /** @param turns iterations of the probe's loop; fewer where each instruction is expensive */
    BranchSampling(ProcessRunner processes, Path root, int turns) {
        this.processes = processes;
        this.root = root;
        this.turns = turns;
    }

    /**
     * Chooses a rung. A kind that {@code /sys} does not know is refused without a try; for the others a loop of a tenth
     * of a second is recorded.
     *
     * @param perfEvent {@code auto}, {@code none}, {@code basic} for samples without branches, or an event of perf
     * @param perf perf itself; null if there is none
     * @param perf2bolt the tool that will read the recording; null if there is none
     * @param scratch a folder for probes, which are deleted again
     */
    public LadderResult probe(String perfEvent, Path perf, Tool perf2bolt, Path scratch) {
        String asked = perfEvent == null || perfEvent.isBlank() ? "auto" : perfEvent.strip();
        if (asked.equals("none")) {
            return new LadderResult(null, "perfEvent is none.", List.of(), perf, asked);
        }
        SamplingMachine machine = SamplingMachine.of(root);
        Climb climb = new Climb(machine, perf, version(perf, machine), perf2bolt, scratch);
        if (!asked.equals("auto")) {
            RungStatus status = climb.tryOut(pinned(Ladder.ofEvent(asked, machine), machine));
            return new LadderResult(
                    status.accepted() ? status.rung() : null, status.reason(), List.of(status), perf, asked);
        }
        return auto(machine, climb, perf);
    }

    private LadderResult auto(SamplingMachine machine, Climb climb, Path perf) {
        List<RungStatus> rungs = new ArrayList<>();
        Rung chosen = null;
        for (Ladder.Row row : Ladder.rows()) {
            Optional<String> absence = row.absence().apply(machine);
            RungStatus status;
            if (absence.isPresent()) {
                status = RungStatus.refused(row.rung(), absence.get(), null);
            } else if (chosen != null) {
                status = new RungStatus(row.rung(), RungStatus.State.NOT_TRIED, "a better one serves", null);
            } else if (!row.rung().branches()) {
                status = new RungStatus(
                        row.rung(),
                        RungStatus.State.NOT_TRIED,
                        "weak; only when asked for with -Dpgobolt.perfEvent=" + Ladder.BASIC,
                        null);
            } else {
                status = climb.tryOut(pinned(row.rung(), machine));
            }
            rungs.add(status);
            chosen = status.accepted() ? status.rung() : chosen;
        }
        return new LadderResult(
                chosen, chosen == null ? noneBecause(machine, rungs) : chosen.hardware() + ".", rungs, perf, "auto");
    }

    private static String noneBecause(SamplingMachine machine, List<RungStatus> rungs) {
        return machine.hasCounters()
                ? rungs.stream()
                        .filter(status -> status.fix() != null)
                        .findFirst()
                        .map(status -> status.reason() + ".")
                        .orElse("no kind of branch sampling serves on this machine (" + machine.cpu() + ").")
                : machine.withoutCounters() + ".";
    }

    private static Rung pinned(Rung rung, SamplingMachine machine) {
        return rung.event().startsWith("cpu_core/")
                ? rung.onProcessors(machine.attribute("cpu_core", "cpus").orElse(""))
                : rung;
    }

    /** The version of perf, or why it does not run. */
    private record PerfVersion(String version, Refusal refusal) {}

    private PerfVersion version(Path perf, SamplingMachine machine) {
        if (perf == null) {
            return new PerfVersion("", new Refusal("perf is not installed", installPerf()));
        }
        try {
            Outcome outcome = processes.run(Command.of(perf, "--version").within(LIMIT));
            return outcome.ok()
                    ? new PerfVersion(outcome.stdout().strip(), null)
                    : new PerfVersion("", Refusal.of(outcome, machine, perf.toString()));
        } catch (IOException e) {
            return new PerfVersion("", new Refusal(e.getMessage(), null));
        }
    }

    private String installPerf() {
        String osRelease;
        try {
            osRelease = Files.readString(root.resolve("etc/os-release"));
        } catch (IOException unknown) {
            osRelease = "";
        }
        if (osRelease.contains("ID=ubuntu") || osRelease.contains("ID_LIKE=\"ubuntu")) {
            return "sudo apt-get install linux-tools-generic linux-tools-$(uname -r)";
        }
        return osRelease.contains("debian")
                ? "sudo apt-get install linux-perf"
                : "install perf with the distribution's package manager (dnf install perf, pacman -S perf, apk add "
                        + "perf)";
    }

    /** The common state of all tries. */
    private final class Climb {
        private final SamplingMachine machine;
        private final Path perf;
        private final PerfVersion version;
        private final Tool perf2bolt;
        private final Path scratch;

        Climb(SamplingMachine machine, Path perf, PerfVersion version, Tool perf2bolt, Path scratch) {
            this.machine = machine;
            this.perf = perf;
            this.version = version;
            this.perf2bolt = perf2bolt;
            this.scratch = scratch;
        }

        RungStatus tryOut(Rung rung) {
            if (version.refusal() != null) {
                return RungStatus.refused(
                        rung, version.refusal().reason(), version.refusal().fix());
            }
            if (Version.older(machine.kernel(), rung.minimumKernel())) {
                return RungStatus.refused(
                        rung,
                        "needs Linux " + rung.minimumKernel() + " or newer; this is " + machine.kernel(),
                        "boot a kernel of " + rung.minimumKernel() + " or newer");
            }
            if (Version.older(version.version(), rung.minimumPerf())) {
                return RungStatus.refused(
                        rung,
                        "needs perf " + rung.minimumPerf() + " or newer; " + perf + " is " + version.version(),
                        "install perf " + rung.minimumPerf() + " or newer");
            }
            if (perf2bolt == null || perf2bolt.llvmMajor() < rung.minimumLlvm()) {
                return RungStatus.refused(
                        rung,
                        "needs perf2bolt of LLVM " + rung.minimumLlvm() + " or newer; "
                                + (perf2bolt == null ? "there is none" : "this is " + perf2bolt.version()),
                        null);
            }
            return new Probe(processes, perf, machine, turns)
                    .refusal(rung, scratch)
                    .map(refusal -> RungStatus.refused(rung, refusal.reason(), refusal.fix()))
                    .orElseGet(
                            () -> new RungStatus(rung, RungStatus.State.ACCEPTED, rung.hardware() + " serves", null));
        }
    }
}
