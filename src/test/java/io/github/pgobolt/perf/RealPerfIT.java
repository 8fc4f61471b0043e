package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real perf and perf2bolt of this machine, with and without counters. */
class RealPerfIT {

    private static final ProcessRunner PROCESSES = new ProcessRunner();
    private static final Path PERF = Path.of("/usr/bin/perf");
    private static final Rung STACKS = Ladder.ofEvent("cycles:u", SamplingMachine.of(Path.of("/")));
    /** A clock is what perf really delivers everywhere; as basic events it even gives a profile. */
    private static final Rung CLOCK =
            new Rung("clock", "", "cpu-clock:u", List.of(), Rung.Converter.BASIC_EVENTS, "", "", 14, "");

    @TempDir
    static Path folder;

    private static BoltTools bolt;
    private static Path program;
    private static Path clockRecording;

    @BeforeAll
    static void recordAClock() throws IOException {
        assumeTrue(Files.isExecutable(PERF), "no perf on this machine");
        bolt = new Toolchains(PROCESSES)
                .detect(ToolRequest.inDirectory(folder))
                .llvm()
                .bolts()
                .get(0);
        program = TestPrograms.collatz(folder, "collatz", 3);
        clockRecording = folder.resolve("clock.data");
        Outcome outcome = PROCESSES.run(
                new PerfRecording(PERF, CLOCK, true, 2000, 64).around(Command.of(program, "300000"), clockRecording));
        assertThat(outcome.ok()).as(outcome.tail()).isTrue();
    }

    @Test
    void theLadderTellsTheTruthOfThisMachineInUnderASecond() {
        long start = System.nanoTime();
        LadderResult result = new BranchSampling(PROCESSES, Path.of("/"))
                .probe("auto", PERF, bolt.perf2bolt(), folder.resolve("scratch"));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

        result.lines().forEach(System.out::println);
        assertThat(result.rungs()).hasSize(Ladder.rows().size());
        assertThat(result.chosen() == null || result.chosen().branches()).isTrue();
        if (!SamplingMachine.of(Path.of("/")).hasCounters()) {
            assertThat(result.chosen()).isNull();
            assertThat(result.reason()).contains("/sys/bus/event_source/devices");
            assertThat(elapsed).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void branchStacksOfTheRealCpuMakeAProfile() throws IOException {
        LadderResult result = new BranchSampling(PROCESSES, Path.of("/"))
                .probe("auto", PERF, bolt.perf2bolt(), folder.resolve("scratch"));
        assumeTrue(result.chosen() != null, "no branch stacks on this machine: " + result.reason());

        Path recording = folder.resolve("real.data");
        PROCESSES.run(new PerfRecording(PERF, result.chosen(), true).around(Command.of(program, "300000"), recording));
        Conversion conversion = new Perf2Bolt(PROCESSES, bolt.perf2bolt(), PERF)
                .convert(recording, program, result.chosen(), folder.resolve("real.fdata"), null);

        assertThat(conversion.branchRecords()).isPositive();
        assertThat(conversion.warnings()).isEmpty();
    }

    @Test
    void cyclesWithoutCountersAreRefusedThoughPerfExitsWithZero() {
        assumeTrue(!SamplingMachine.of(Path.of("/")).hasCounters(), "this machine has counters");

        LadderResult result = new BranchSampling(PROCESSES, Path.of("/"))
                .probe("basic", PERF, bolt.perf2bolt(), folder.resolve("scratch"));

        assertThat(result.chosen()).isNull();
        assertThat(result.reason()).contains("exited 0", "cpu-clock");
        assertThatThrownBy(result::requireWhatWasAsked)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("perfEvent=basic");
    }

    @Test
    void branchStacksWithoutCountersAreRefusedWithPerfsOwnWords() {
        assumeTrue(!SamplingMachine.of(Path.of("/")).hasCounters(), "this machine has counters");

        assertThat(new BranchSampling(PROCESSES, Path.of("/"))
                        .probe("cycles:u", PERF, bolt.perf2bolt(), folder.resolve("s"))
                        .reason())
                .contains("doesn't support branch stack sampling");
    }

    @Test
    void anEventThatTheCpuDoesNotHaveIsRefused() {
        assertThat(new BranchSampling(PROCESSES, Path.of("/"))
                        .probe("cpu_nowhere/cycles/u", PERF, bolt.perf2bolt(), folder.resolve("s"))
                        .reason())
                .contains("does not have the event", "cpu_nowhere");
    }

    @Test
    void aRecordingWithoutStacksIsAnErrorThoughPerf2boltExitsWithZero() {
        assertThatThrownBy(() -> convert(clockRecording, STACKS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("exited 0 but wrote no profile")
                .hasMessageContaining("no branches");
    }

    @Test
    void basicEventsMakeAProfileThatIsMarkedAsWeak() {
        Conversion conversion = convert(clockRecording, CLOCK);

        assertThat(conversion.objects()).isPositive();
        assertThat(conversion.branchRecords()).isZero();
        assertThat(conversion.buildIdChecked()).isTrue();
        assertThat(conversion.warnings()).anyMatch(warning -> warning.contains("weak"));
    }

    @Test
    void aRecordingOfAClockIsNotTakenInFromElsewhere() {
        assertThatThrownBy(() -> new PerfData(PROCESSES, PERF).takeIn(clockRecording, program))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("holds the clock cpu-clock:u");
    }

    @Test
    void aTruncatedRecordingIsNamedAsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(clockRecording);
        Path truncated = Files.write(folder.resolve("truncated.data"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> convert(truncated, CLOCK))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aPerfThatWasKilledLeavesARecordingThatIsNamedAsNotWhole() throws IOException {
        Path killed = folder.resolve("killed.data");
        // perf is killed as soon as the file has content; the recorded program ends by itself.
        PROCESSES.run(Command.of(
                        "/bin/sh",
                        "-c",
                        "\"$0\" record -e cpu-clock:u -o \"$1\" -- \"$2\" 3000000 & "
                                + "while [ ! -s \"$1\" ]; do sleep 0.05; done; kill -KILL $!",
                        PERF,
                        killed,
                        program)
                .within(Duration.ofSeconds(60)));

        assertThatThrownBy(() -> new PerfData(PROCESSES, PERF).takeIn(killed, program))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not whole");
    }

    @Test
    void aRecordingThatReachesItsLimitSaysThatItEndedTheWorkload() throws IOException {
        PerfRecording small = new PerfRecording(PERF, CLOCK, false, 20_000, 1);
        Outcome outcome = PROCESSES.run(small.around(Command.of(program, "20000000"), folder.resolve("small.data")));

        assertThat(outcome.ok()).isFalse();
        assertThat(small.damage(outcome))
                .hasValueSatisfying(text -> assertThat(text).contains("ended the workload"));
    }

    @Test
    void aPerfThatIsKilledInTheMiddleOfARunIsNamedAndNotTheWorkload() {
        // perf is the shell's parent; killed, it leaves a recording without an end.
        Workload workload = workload(List.of("/bin/sh", "-c", "kill -KILL $PPID; sleep 1"));

        assertThatThrownBy(() -> recorder(64)
                        .record(
                                workload,
                                program,
                                Duration.ofSeconds(1),
                                folder.resolve("killed"),
                                null,
                                outcome -> {},
                                (data, name, weight, profile) -> Optional.empty()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("perf was ended in the middle")
                .hasMessageContaining("-Dpgobolt.perfEvent=none");
    }

    @Test
    void aDiskThatIsTooSmallIsNamedBeforeAndAfterARecordingFillsIt() throws IOException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                PROCESSES
                        .run(Command.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk))
                        .ok(),
                "no right to mount a small tmpfs");
        try {
            assertThatThrownBy(() -> recorder(64)
                            .record(
                                    workload(List.of(Workload.SUBJECT, "300000")),
                                    program,
                                    Duration.ofSeconds(1),
                                    disk,
                                    null,
                                    outcome -> {},
                                    (data, name, weight, profile) -> Optional.empty()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("1 MB free")
                    .hasMessageContaining("-Dpgobolt.workDirectory");

            PerfRecording filling = new PerfRecording(PERF, CLOCK, false, 25_000, 0);
            Outcome outcome = PROCESSES.run(filling.around(Command.of(program, "30000000"), disk.resolve("full.data"))
                    .within(Duration.ofSeconds(60)));
            assertThat(filling.damage(outcome))
                    .as(outcome.tail())
                    .hasValueSatisfying(text -> assertThat(text).contains("the disk is full"));
        } finally {
            PROCESSES.run(Command.of("umount", "-l", disk));
        }
    }

    private static BranchRecorder recorder(int megabytes) {
        return new BranchRecorder(PROCESSES, new LadderResult(CLOCK, "", List.of(), PERF, "auto"), megabytes, false);
    }

    private static Workload workload(List<String> command) {
        return new Workload(
                "one run", Use.train, command, false, null, Map.of(), folder, 1, 60, 1, 0, List.of(), List.of(),
                List.of());
    }

    @Test
    void theWorkloadsOwnExitCodeComesThrough() throws IOException {
        Outcome outcome = PROCESSES.run(new PerfRecording(PERF, CLOCK, false)
                .around(Command.of("/bin/sh", "-c", "exit 3"), folder.resolve("exit.data")));

        assertThat(outcome.exit()).isEqualTo(3);
    }

    private static Conversion convert(Path recording, Rung rung) {
        return new Perf2Bolt(PROCESSES, bolt.perf2bolt(), PERF)
                .convert(recording, program, rung, folder.resolve(recording.getFileName() + ".fdata"), null);
    }
}
