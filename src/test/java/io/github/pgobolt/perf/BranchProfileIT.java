package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Grade;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.bolt.BranchQuality;
import io.github.pgobolt.bolt.FdataOverlap;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Branch stacks from end to end with the real perf2bolt and llvm-bolt. The branches are those that the program really
 * took; they come from a single-stepping stand-in for perf, since no available machine has a PMU with branch stacks.
 */
class BranchProfileIT {

    private static final ProcessRunner PROCESSES = new ProcessRunner();

    @TempDir
    static Path folder;

    private static Path perf;
    private static Path program;
    private static BoltTools bolt;
    private static Rung rung;
    private static Path recording;
    private static Conversion conversion;

    @BeforeAll
    static void recordOnce() throws IOException {
        assumeTrue(
                Platform.current().equals(new Platform("linux", "x86_64")),
                "the branch tracer knows Linux x86_64 " + "alone");
        bolt = new Toolchains(PROCESSES)
                .detect(ToolRequest.inDirectory(folder))
                .llvm()
                .bolts()
                .get(0);
        perf = TestPrograms.branchTracer(folder);
        program = TestPrograms.collatz(folder, "collatz", 3);
        rung = new BranchSampling(PROCESSES, MachineFiles.lay("intel-lbr", folder.resolve("machine")), 5)
                .probe("auto", perf, bolt.perf2bolt(), folder.resolve("scratch"))
                .chosen();
        recording = folder.resolve("collatz.data");
        // Two processes below a shell, so that children and several address layouts are in the recording.
        Outcome recorded = PROCESSES.run(new PerfRecording(perf, rung, true, 0, 512)
                .around(Command.of("/bin/sh", "-c", program + " 40 && " + program + " 60"), recording));
        assertThat(recorded.ok()).as(recorded.tail()).isTrue();
        assertThat(recorded.stdout().lines()).hasSize(2);
        conversion = new Perf2Bolt(PROCESSES, bolt.perf2bolt(), perf)
                .convert(recording, program, rung, folder.resolve("sampled.fdata"), folder.resolve("perf2bolt.log"));
    }

    @Test
    void theProbeAcceptsAPerfThatReallyGivesBranches() {
        assertThat(rung.name()).isEqualTo("intel-lbr");
    }

    @Test
    void perf2boltReadsTheBranchesOfThisVeryBuild() {
        assertThat(conversion.branchRecords()).isGreaterThan(5_000);
        assertThat(conversion.objects()).isGreaterThan(50);
        assertThat(conversion.mismatching()).isZero();
        assertThat(conversion.buildIdChecked()).isTrue();
        assertThat(conversion.warnings()).isEmpty();
        assertThat(conversion.fdata()).isNotEmptyFile();
    }

    /**
     * Each BOLT on this machine; Debian has 15, 16, 19 and 22. A folder with others, as {@code llvm-<major>/bin}, is
     * set by {@code -Dpgobolt.test.llvmFolder}.
     */
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 19, 22})
    void everyMajorOfPerf2boltReadsTheSameRecording(int major) {
        Path tool =
                Path.of(System.getProperty("pgobolt.test.llvmFolder", "/usr/lib"), "llvm-" + major, "bin", "perf2bolt");
        assumeTrue(Files.isExecutable(tool), "no perf2bolt " + major + " on this machine");

        Conversion read = new Perf2Bolt(PROCESSES, new Tool("perf2bolt", tool, major + "", major, ""), perf)
                .convert(recording, program, rung, folder.resolve("major-" + major + ".fdata"), null);

        assertThat(read.branchRecords()).isEqualTo(conversion.branchRecords());
        assertThat(read.objects()).isGreaterThan(50);
        assertThat(read.mismatching()).isZero();
    }

    /**
     * All kinds that perf delivers as stacks; perf itself turns a trace into stacks, so perf2bolt reads it the same
     * way.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"intel-lbr", "intel-hybrid-lbr", "amd-lbr-v2", "amd-brs", "arm-brbe", "intel-pt", "arm-etm"})
    void eachKindOfHardwareIsProbedRecordedAndConverted(String machine) throws IOException {
        Path own = folder.resolve("kind-" + machine);
        LadderResult ladder = new BranchSampling(PROCESSES, MachineFiles.lay(machine, own), 5)
                .probe("auto", perf, bolt.perf2bolt(), own.resolve("scratch"));
        assertThat(ladder.chosen()).as(ladder.reason()).isNotNull();
        assertThat(ladder.chosen().name()).isEqualTo(machine);
        BoltReading reading = new BoltReading(
                PROCESSES, bolt.perf2bolt(), perf, program, ladder.chosen(), ".fdata", own.resolve("log"));

        BranchRecorder.Recorded recorded = new BranchRecorder(PROCESSES, ladder, 64, true)
                .record(runs("20", 1, 1), program, Duration.ofSeconds(1), own, null, outcome -> {}, reading);

        assertThat(recorded.recordings()).hasSize(1);
        assertThat(new PerfData(PROCESSES, perf)
                        .takeIn(recorded.recordings().get(0), program)
                        .converter())
                .isEqualTo(ladder.chosen().converter());
        Conversion made = reading.conversions().get(0);
        assertThat(made.objects()).isGreaterThan(20);
        assertThat(made.mismatching()).isZero();
        assertThat(FdataOverlap.of(conversion.fdata(), made.fdata()).hottestEdges())
                .isEqualTo(FdataOverlap.HOTTEST);
    }

    @Test
    void aRecordingThatBecomesTooLargeIsMadeAgainWithFewerSamples() throws IOException {
        // The stand-in's programs are too slow to fill megabytes, so its limit is in kilobytes.
        Path small = folder.resolve("small/perf");
        MachineFiles.write(
                small,
                "#!/bin/sh\nfor word; do\n  shift\n  case $word in --max-size=*) word=--max-size=100K;; esac\n"
                        + "  set -- \"$@\" \"$word\"\ndone\nexec '" + perf + "' \"$@\"\n");
        MachineFiles.executable(small);
        BoltReading reading = new BoltReading(PROCESSES, bolt.perf2bolt(), small, program, rung, ".fdata", null);

        BranchRecorder.Recorded recorded = new BranchRecorder(
                        PROCESSES, new LadderResult(rung, "", List.of(), small, "auto"), 64, false)
                .record(
                        runs("80", 1, 1),
                        program,
                        Duration.ofSeconds(1),
                        folder.resolve("thinned"),
                        null,
                        outcome -> assertThat(outcome.ok()).as(outcome.tail()).isTrue(),
                        reading);

        assertThat(recorded.commands().get(0).argv()).containsSequence("-F", "500");
        assertThat(reading.conversions().get(0).objects()).isGreaterThan(20);
    }

    @Test
    void aProfileThatBoltFitsToAnotherBuildHoldsBlocksByWhatIsInThem() throws IOException {
        Path other =
                TestPrograms.collatz(Files.createDirectories(folder.resolve("later")), "collatz", 5, "-Copt-level=1");
        Path yaml = folder.resolve("sampled" + Perf2Bolt.YAML);
        Conversion made =
                new Perf2Bolt(PROCESSES, bolt.perf2bolt(), perf).convert(recording, program, rung, yaml, null);
        Bolt llvmBolt = new Bolt(PROCESSES, bolt.llvmBolt(), Duration.ofMinutes(2));
        assertThat(made.objects()).isGreaterThan(5);

        BranchQuality plain = BranchQuality.judge(
                llvmBolt.read(other, conversion.fdata(), false, folder.resolve("plain.log")),
                Conversion.total(List.of(conversion)),
                null,
                null);
        BranchQuality inferred = BranchQuality.judge(
                llvmBolt.read(other, yaml, true, folder.resolve("inferred.log")),
                Conversion.total(List.of(made)),
                null,
                null);

        assertThat(plain.stalePercent()).isGreaterThan(BranchQuality.STALE_LIMIT_PERCENT);
        assertThat(plain.grade()).isEqualTo(Grade.bad);
        assertThat(inferred.inferredPercent()).isCloseTo(inferred.stalePercent(), within(1.0));
        assertThat(inferred.reasons()).noneMatch(reason -> reason.contains("do not fit the file"));
    }

    @Test
    void theProfilesQualityIsToldBeforeBoltMakesAFileOfIt() throws IOException {
        BranchQuality quality = BranchQuality.judge(
                new Bolt(PROCESSES, bolt.llvmBolt(), Duration.ofMinutes(2))
                        .read(program, conversion.fdata(), false, folder.resolve("read.log")),
                Conversion.total(List.of(conversion)),
                null,
                null);

        assertThat(quality.profiledFunctions()).isPositive();
        assertThat(quality.stalePercent()).isZero();
        assertThat(quality.cfgGapPercent()).isNotNull();
        assertThat(quality.instructions()).isPositive();
    }

    @Test
    void hotEdgesAgreeWithBoltsInstrumentation() throws IOException {
        Path counted = instrumented();

        FdataOverlap overlap = FdataOverlap.of(counted, conversion.fdata());

        assertThat(overlap.hottestEdges()).isEqualTo(FdataOverlap.HOTTEST);
        assertThat(overlap.percent())
                .as("of the counted edges that the stacks saw")
                .isGreaterThan(95);
    }

    @Test
    void filesMadeFromEitherProfileRunAlike() throws IOException {
        String expected = TestPrograms.run(program, "5000").stdout();

        for (Path profile : List.of(conversion.fdata(), instrumented())) {
            Path output = folder.resolve(profile.getFileName() + ".bolted");
            TestPrograms.run(
                    bolt.llvmBolt().path(),
                    program,
                    "-o",
                    output,
                    "-data=" + profile,
                    "-reorder-blocks=ext-tsp",
                    "-reorder-functions=cdsort",
                    "-split-functions",
                    "-no-huge-pages");
            assertThat(TestPrograms.run(output, "5000").stdout()).isEqualTo(expected);
        }
    }

    @Test
    void aRecordingOfAnotherBuildIsRefusedWithBothBuildIds() throws IOException {
        Path other = TestPrograms.collatz(Files.createDirectories(folder.resolve("other")), "collatz", 5);
        Perf2Bolt perf2bolt = new Perf2Bolt(PROCESSES, bolt.perf2bolt(), perf);

        assertThatThrownBy(() -> perf2bolt.convert(recording, other, rung, folder.resolve("other.fdata"), null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("another build of collatz");
        assertThatThrownBy(() -> new PerfData(PROCESSES, perf).takeIn(recording, other))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("another build of collatz");
        assertThat(new PerfData(PROCESSES, perf).takeIn(recording, program).branches())
                .isTrue();
    }

    @Test
    void aRecordingOfAnotherProgramIsNamedAsThat() throws IOException {
        Path other = TestPrograms.collatz(folder, "unrelated", 3);

        assertThatThrownBy(() -> new Perf2Bolt(PROCESSES, bolt.perf2bolt(), perf)
                        .convert(recording, other, rung, folder.resolve("unrelated.fdata"), null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no samples of unrelated");
    }

    @Test
    void aWorkloadsRunsBecomeOneProfileByItsWeight() throws IOException {
        LadderResult ladder = new LadderResult(rung, "", List.of(), perf, "auto");
        Workload workload = runs("20", 2, 3);
        List<Outcome> judged = new ArrayList<>();
        BoltReading reading = reading(program, ".fdata");

        BranchRecorder.Recorded recorded = new BranchRecorder(PROCESSES, ladder, 64, false)
                .record(
                        workload,
                        program,
                        Duration.ofSeconds(1),
                        folder.resolve("recorder"),
                        null,
                        judged::add,
                        reading);

        assertThat(judged).hasSize(2).allMatch(Outcome::ok);
        assertThat(reading.conversions()).hasSize(2).allMatch(each -> each.objects() > 0);
        assertThat(recorded.recordings()).isEmpty();
        assertThat(folder.resolve("recorder")).isDirectoryNotContaining("glob:**.perf.data");
        // The call of step, three times over, is the hottest edge of all.
        long steps = Long.parseLong(TestPrograms.run(program, "20").stdout().strip());
        assertThat(TestPrograms.edges(reading.profiles().get(0)).values().stream()
                        .mapToLong(Long::longValue)
                        .max())
                .hasValue(3 * steps);
    }

    @Test
    void aWorkloadThatNeverRunsTheProgramIsAnError() {
        LadderResult ladder = new LadderResult(rung, "", List.of(), perf, "auto");
        Workload workload = new Workload(
                "elsewhere",
                Use.train,
                List.of("/bin/true"),
                false,
                null,
                Map.of(),
                folder,
                1,
                60,
                1,
                0,
                List.of(),
                List.of(),
                List.of());

        assertThatThrownBy(() -> new BranchRecorder(PROCESSES, ladder, 64, false)
                        .record(
                                workload,
                                program,
                                Duration.ofSeconds(1),
                                folder.resolve("elsewhere"),
                                null,
                                outcome -> {},
                                reading(program, ".fdata")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'elsewhere'")
                .hasMessageContaining("no samples of collatz");
    }

    private static Workload runs(String limit, int repeat, double weight) {
        return new Workload(
                "two runs",
                Use.train,
                List.of(Workload.SUBJECT, limit),
                false,
                null,
                Map.of(),
                folder,
                weight,
                60,
                repeat,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private static BoltReading reading(Path binary, String ending) {
        return new BoltReading(PROCESSES, bolt.perf2bolt(), perf, binary, rung, ending, null);
    }

    private Path instrumented() throws IOException {
        Path counted = folder.resolve("counted.fdata");
        if (Files.notExists(counted)) {
            Path instrumented = folder.resolve("collatz.instrumented");
            TestPrograms.run(
                    bolt.llvmBolt().path(),
                    program,
                    "-instrument",
                    "-o",
                    instrumented,
                    "--instrumentation-file=" + folder.resolve("run"),
                    "--instrumentation-file-append-pid");
            TestPrograms.run(instrumented, "40");
            TestPrograms.run(instrumented, "60");
            List<Path> runs = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "run.*.fdata")) {
                files.forEach(runs::add);
            }
            assertThat(runs).hasSize(2);
            TestPrograms.run(bolt.mergeFdata().path(), runs.get(0), runs.get(1), "-o", counted);
        }
        return counted;
    }
}
