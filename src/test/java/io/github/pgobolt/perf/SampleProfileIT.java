package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample profile by the real llvm-profgen, taken by the real nightly rustc. */
class SampleProfileIT {

    private static final ProcessRunner PROCESSES = new ProcessRunner();
    private static final Rung STACKS = new Rung("intel-lbr", "", "cycles:u", List.of("-j", "any,u"),
            Rung.Converter.BRANCH_STACKS, "", "", 14, "");

    @TempDir
    static Path folder;

    private static Detection nightly;
    private static Path perf;
    private static Path program;
    private static Path recording;

    @BeforeAll
    static void recordOnce() throws IOException {
        assumeTrue(Platform.current().equals(new Platform("linux", "x86_64")), "the branch tracer knows Linux x86_64 "
                + "alone");
        nightly = new Toolchains(PROCESSES).detect(new ToolRequest("nightly", null, List.of(), folder, Map.of()));
        assumeTrue(nightly.rust() != null, "no nightly toolchain");
        assumeTrue(nightly.llvm().profgen() != null, "no llvm-profgen");
        perf = TestPrograms.branchTracer(folder);
        program = TestPrograms.collatz(folder, "collatz", 3);
        compile(program, SampleProfile.recordingFlags(nightly.rust(), List.of()));
        recording = folder.resolve("perf.data");
        Outcome recorded = PROCESSES.run(new PerfRecording(perf, STACKS, false)
                .around(Command.of(program, "60"), recording));
        assertThat(recorded.ok()).as(recorded.tail()).isTrue();
    }

    private static void compile(Path output, List<String> flags) throws IOException {
        List<Object> argv = new ArrayList<>(List.of("rustc", "+nightly", "-O", folder.resolve("collatz.rs"), "-o",
                output));
        argv.addAll(flags);
        TestPrograms.run(argv.toArray());
    }

    private SampleProfile profiles() {
        return new SampleProfile(PROCESSES, nightly.llvm().profgen(), nightly.llvm().profdata(), perf);
    }

    @Test
    void aRecordingBecomesAProfileThatNightlyTakesAndTheProgramStaysRight() throws IOException {
        SampleProfile.Sampled sampled = profiles().generate(recording, program, STACKS, folder.resolve("x.prof"), null);

        assertThat(sampled.functions()).isGreaterThan(5);
        assertThat(sampled.total()).isGreaterThan(1_000);
        assertThat(sampled.strayPercent()).isLessThan(5);
        assertThat(sampled.warnings()).isEmpty();
        assertThat(folder.resolve("x.prof.perf-script")).doesNotExist();
        Path used = folder.resolve("used");
        compile(used, SampleProfile.usingFlags(nightly.rust(), List.of(), sampled.profile()));
        assertThat(TestPrograms.run(used, "5000").stdout()).isEqualTo(TestPrograms.run(program, "5000").stdout());
    }

    @Test
    void aStrippedProgramIsNamedAsTheReasonOfAnEmptyProfile() throws IOException {
        Path kept = folder.resolve("kept");
        Files.copy(program, kept);
        try {
            TestPrograms.run(nightly.llvm().strip().path(), "--strip-all", program);
            assertThatThrownBy(() -> profiles()
                    .generate(recording, program, STACKS, folder.resolve("stripped.prof"), null))
                    .isInstanceOf(Failure.class).hasMessageContaining("no debug information");
        } finally {
            Files.delete(program);
            Files.move(kept, program);
        }
    }

    @Test
    void stableIsRefusedWithAWord() {
        Detection stable = new Toolchains(PROCESSES).detect(ToolRequest.inDirectory(folder));
        assumeTrue(!stable.rust().release().contains("nightly"), "the default toolchain is a nightly one");

        assertThatThrownBy(() -> SampleProfile.recordingFlags(stable.rust(), List.of())).isInstanceOf(Failure.class)
                .hasMessageContaining(stable.rust().release()).hasMessageContaining("-Dpgobolt.toolchain=nightly");
    }

    @Test
    void boltRefusesASampleProfile() throws IOException {
        SampleProfile.Sampled sampled = profiles().generate(recording, program, STACKS, folder.resolve("y.prof"), null);

        Outcome outcome = PROCESSES.run(Command.of(nightly.llvm().bolts().get(0).llvmBolt().path(), program, "-o",
                folder.resolve("bolted"),
                "-data=" + sampled.profile()));

        assertThat(outcome.ok()).isFalse();
    }
}
