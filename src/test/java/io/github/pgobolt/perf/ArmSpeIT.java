package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arm's SPE from end to end with the real perf2bolt and llvm-bolt on a real AArch64 program. The branches are those
 * that the program took under qemu, in the form in which perf 6.14 prints SPE's: neither an Arm processor nor such a
 * perf is available.
 */
class ArmSpeIT {

    private static final ProcessRunner PROCESSES = new ProcessRunner();

    @TempDir
    static Path folder;

    private static Path perf;
    private static Path program;
    private static Tool perf2bolt;
    private static LadderResult ladder;

    @BeforeAll
    static void probe() throws IOException {
        RustProgram.assumeAArch64();
        perf2bolt = RustProgram.llvm("perf2bolt", 22);
        Path tracer = TestPrograms.branchTracer(folder);
        perf = folder.resolve("perf-6.14/perf");
        MachineFiles.write(perf, "#!/bin/sh\nBRANCH_TRACER_VERSION=6.14.0 exec '" + tracer + "' \"$@\"\n");
        MachineFiles.executable(perf);
        program = TestPrograms.collatz(
                folder,
                "collatz",
                3,
                "--target=aarch64-unknown-linux-gnu",
                "-Clinker=aarch64-linux-gnu-gcc",
                "-Crelocation-model=static",
                "-Ctarget-feature=+crt-static");
        ladder = new BranchSampling(PROCESSES, MachineFiles.lay("arm-spe", folder.resolve("machine")), 5)
                .probe("auto", perf, perf2bolt, folder.resolve("scratch"));
        assertThat(ladder.chosen()).as(ladder.reason()).isNotNull();
        assertThat(ladder.chosen().name()).isEqualTo("arm-spe");
    }

    @Test
    void singleBranchesBecomeAProfileThatBoltOptimisesBy() throws IOException {
        BoltReading reading =
                new BoltReading(PROCESSES, perf2bolt, perf, program, ladder.chosen(), ".fdata", folder.resolve("log"));
        Workload workload = new Workload(
                "collatz",
                Use.train,
                List.of(Workload.SUBJECT, "60"),
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

        BranchRecorder.Recorded recorded = new BranchRecorder(PROCESSES, ladder, 64, true)
                .record(
                        workload,
                        program,
                        Duration.ofSeconds(1),
                        folder.resolve("recorder"),
                        null,
                        outcome -> {},
                        reading);

        assertThat(recorded.commands().get(0).argv()).containsSequence("-e", "arm_spe_0/branch_filter=1/u");
        assertThat(new PerfData(PROCESSES, perf)
                        .takeIn(recorded.recordings().get(0), program)
                        .converter())
                .isEqualTo(Rung.Converter.SPE);
        Conversion made = reading.conversions().get(0);
        assertThat(made.objects()).isGreaterThan(20);
        assertThat(made.mismatching()).isZero();
        // Each step is a call, and each call a sample: the hottest edge of all.
        String expected = run(program, "60");
        assertThat(TestPrograms.edges(made.fdata()).values().stream()
                        .mapToLong(Long::longValue)
                        .max())
                .hasValue(Long.parseLong(expected));
        Path output = folder.resolve("collatz.bolted");
        TestPrograms.run(
                RustProgram.llvm("llvm-bolt", 22).path(),
                program,
                "-o",
                output,
                "-data=" + made.fdata(),
                "-reorder-blocks=ext-tsp",
                "-reorder-functions=cdsort",
                "-split-functions",
                "-no-huge-pages");
        assertThat(run(output, "60")).isEqualTo(expected);
        assertThat(Files.mismatch(output, program)).isNotEqualTo(-1);
    }

    private static String run(Path file, String argument) throws IOException {
        return RustProgram.ok(Command.of("qemu-aarch64", file, argument))
                .stdout()
                .strip();
    }
}
