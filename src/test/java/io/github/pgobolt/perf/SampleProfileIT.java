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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample profile made by the real llvm-profgen and used by real rustcs. */
class SampleProfileIT {

    private static final ProcessRunner PROCESSES = new ProcessRunner();
    private static final Rung STACKS =
            new Rung("intel-lbr", "", "cycles:u", List.of("-j", "any,u"), Rung.Converter.BRANCH_STACKS, "", "", 14, "");

    @TempDir
    static Path folder;

    private static Detection nightly;
    private static SampleFlags flags;
    private static Path perf;
    private static Path program;
    private static Path recording;

    @BeforeAll
    static void recordOnce() throws IOException {
        assumeTrue(
                Platform.current().equals(new Platform("linux", "x86_64")),
                "the branch tracer knows Linux x86_64 " + "alone");
        // The second is installed by .ci/run.
        nightly = Stream.of("nightly", "nightly-2026-10-30")
                .map(SampleProfileIT::detect)
                .filter(found -> found.rust() != null && found.llvm().profdata() != null)
                .findFirst()
                .orElse(null);
        assumeTrue(nightly != null, "no nightly toolchain with llvm-profdata");
        assumeTrue(nightly.llvm().profgen() != null, "no llvm-profgen");
        flags = flags(nightly);
        perf = TestPrograms.branchTracer(folder);
        program = TestPrograms.collatz(folder, "collatz", 3);
        compile(nightly, program, flags.recording(List.of()));
        recording = record(program);
    }

    private static Detection detect(String toolchain) {
        return new Toolchains(PROCESSES).detect(new ToolRequest(toolchain, null, List.of(), folder, Map.of()));
    }

    private static SampleFlags flags(Detection rust) throws IOException {
        return SampleFlags.of(rust.rust(), RustcOptions.probe(PROCESSES, rust.rust(), folder, Map.of()));
    }

    private static Path record(Path recorded) throws IOException {
        Path data = recorded.resolveSibling(recorded.getFileName() + ".data");
        Outcome outcome =
                PROCESSES.run(new PerfRecording(perf, STACKS, false).around(Command.of(recorded, "60"), data));
        assertThat(outcome.ok()).as(outcome.tail()).isTrue();
        return data;
    }

    private static Outcome compile(Detection rust, Path output, List<String> flags) throws IOException {
        return TestPrograms.run(rustc(rust, output, flags));
    }

    private static Object[] rustc(Detection rust, Path output, List<String> flags) {
        List<Object> argv =
                new ArrayList<>(List.of(rust.rust().rustc().path(), "-O", folder.resolve("collatz.rs"), "-o", output));
        argv.addAll(flags);
        return argv.toArray();
    }

    private static SampleProfile profiles(Detection rust) {
        return new SampleProfile(PROCESSES, rust.llvm().profgen(), rust.llvm().profdata(), perf);
    }

    private static SampleProfile profiles() {
        return profiles(nightly);
    }

    /** LLVM 22 and both older names; LLVM 23 and both current names; LLVM 23 without any -Z option. */
    @ParameterizedTest
    @ValueSource(strings = {"nightly", "nightly-2026-10-30", "beta"})
    void aRecordingBecomesAProfileThatRustcTakesAndTheProgramStaysRight(String toolchain) throws IOException {
        Detection rust = detect(toolchain);
        assumeTrue(rust.rust() != null, "no toolchain " + toolchain);
        assumeTrue(rust.llvm().profdata() != null, "no llvm-profdata of " + toolchain);
        SampleFlags own = flags(rust);
        assumeTrue(
                own.use() != null,
                toolchain + " takes no sample profile: " + rust.rust().release());
        Path recorded = folder.resolve("recorded-" + toolchain);
        compile(rust, recorded, own.recording(List.of()));
        Path raw = folder.resolve(toolchain + ".prof");

        SampleProfile.Sampled sampled = profiles(rust).generate(record(recorded), recorded, STACKS, raw, null);

        assertThat(sampled.functions()).isGreaterThan(5);
        assertThat(sampled.total()).isGreaterThan(1_000);
        assertThat(sampled.strayPercent()).isLessThan(5);
        assertThat(sampled.warnings()).isEmpty();
        assertThat(folder.resolve(toolchain + ".prof.perf-script")).doesNotExist();
        Path merged = folder.resolve(toolchain + ".merged");
        TestPrograms.run(rust.llvm().profdata().path(), "merge", "--sample", raw, "-o", merged);
        Path used = folder.resolve("used-" + toolchain);
        Outcome outcome = compile(rust, used, own.using(List.of(), merged));
        assertThat(SampleFlags.rejected(outcome.stderr())).isEmpty();
        assertThat(Files.mismatch(used, recorded))
                .as("the profile changed the code")
                .isNotEqualTo(-1);
        assertThat(TestPrograms.run(used, "5000").stdout())
                .isEqualTo(TestPrograms.run(recorded, "5000").stdout());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly", "nightly-2026-10-30", "beta"})
    void aProfileThatRustcCannotReadIsNoticed(String toolchain) throws IOException {
        Detection rust = detect(toolchain);
        assumeTrue(rust.rust() != null, "no toolchain " + toolchain);
        SampleFlags own = flags(rust);
        assumeTrue(
                own.use() != null,
                toolchain + " takes no sample profile: " + rust.rust().release());
        Path damaged = Files.writeString(folder.resolve("damaged.prof"), "no profile\n");

        Outcome outcome =
                PROCESSES.run(Command.of(rustc(rust, folder.resolve("unprofiled"), own.using(List.of(), damaged))));

        // With exit code 0 from 1.100 on.
        assertThat(SampleFlags.rejected(outcome.stderr()))
                .hasValueSatisfying(said -> assertThat(said).contains("damaged.prof"));
    }

    @Test
    void aStrippedProgramIsNamedAsTheReasonOfAnEmptyProfile() throws IOException {
        Path kept = folder.resolve("kept");
        Files.copy(program, kept);
        try {
            TestPrograms.run(nightly.llvm().strip().path(), "--strip-all", program);
            assertThatThrownBy(() ->
                            profiles().generate(recording, program, STACKS, folder.resolve("stripped.prof"), null))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("no debug information");
        } finally {
            Files.delete(program);
            Files.move(kept, program);
        }
    }

    @Test
    void aRustcWithoutTheOptionIsRefusedWithAWord() throws IOException {
        for (String toolchain : List.of("stable", "1.99.1", "1.70.0")) {
            Detection rust = detect(toolchain);
            if (rust.rust() != null && flags(rust).use() == null) {
                assertThatThrownBy(flags(rust)::require)
                        .isInstanceOf(Failure.class)
                        .hasMessageContaining(rust.rust().release())
                        .hasMessageContaining("-Dpgobolt.toolchain=nightly");
                return;
            }
        }
        assumeTrue(false, "every Rust of this machine takes sample profiles");
    }

    @Test
    void boltRefusesASampleProfile() throws IOException {
        SampleProfile.Sampled sampled = profiles().generate(recording, program, STACKS, folder.resolve("y.prof"), null);

        Outcome outcome = PROCESSES.run(Command.of(
                nightly.llvm().bolts().get(0).llvmBolt().path(),
                program,
                "-o",
                folder.resolve("bolted"),
                "-data=" + sampled.profile()));

        assertThat(outcome.ok()).isFalse();
    }
}
