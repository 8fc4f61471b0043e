package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real llvm-bolt 22 on a real AArch64 program, run by qemu, since no Arm processor is available. */
class BoltAArch64IT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ProcessRunner PROCESSES = new ProcessRunner();
    /** Unpacked from Debian's package libbolt-22-dev for arm64. */
    private static final Path LIBRARY = Path.of("/opt/llvm-22-aarch64/usr/lib/llvm-22/lib/libbolt_rt_instr.a");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path program;
    private static Path fdata;
    private static Tool tool;
    private static List<String> defaults;
    private static String expected;

    @BeforeAll
    static void profile() throws IOException {
        RustProgram.assumeAArch64();
        assumeTrue(Files.exists(LIBRARY), "no " + LIBRARY);
        tool = RustProgram.llvm("llvm-bolt", 22);
        defaults = BoltOptions.probe(PROCESSES, tool)
                .choose(null, List.of(), "aarch64")
                .flags();
        program = RustProgram.compile(
                shared,
                "program",
                RustProgram.SOURCE,
                "--target=aarch64-unknown-linux-gnu",
                "-Clinker=aarch64-linux-gnu-gcc",
                "-Clink-arg=-Wl,--emit-relocs",
                "-Cstrip=none",
                "-Cdebuginfo=1");
        expected = run(program);
        Path instrumented = shared.resolve("instrumented");
        new Bolt(PROCESSES, tool, LIMIT, LIBRARY)
                .instrument(program, instrumented, shared.resolve("run"), Bolt.Writing.AT_END, shared.resolve("log"));
        assertThat(run(instrumented)).isEqualTo(expected);
        List<Path> parts = new ArrayList<>();
        try (var files = Files.newDirectoryStream(shared, "run.*.fdata")) {
            files.forEach(parts::add);
        }
        assertThat(parts).hasSize(1);
        fdata = parts.get(0);
    }

    private static String run(Path file) throws IOException {
        return RustProgram.ok(Command.of("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", file, 5000))
                .stdout();
    }

    @Test
    void theDefaultsMakeAProgramThatDoesTheSame() throws IOException {
        Path output = folder.resolve("out");
        Bolt.Optimized made =
                new Bolt(PROCESSES, tool, LIMIT).optimize(program, output, fdata, defaults, folder.resolve("log"));
        assertThat(run(output)).isEqualTo(expected);
        assertThat(made.notes()).isEmpty();
        assertThat(made.log().stalePercent()).isZero();
        assertThat(made.log().dynoStats().get("taken branches").changePercent()).isNegative();
    }

    /** Confirms each row of {@link AArch64Limits}: with the option there is no file, or the same file as without it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-frame-opt=hot",
                "-indirect-call-promotion=calls",
                "-reg-reassign",
                "-cmov-conversion",
                "-insert-retpolines",
                "-hugify",
                "-split-strategy=all",
                "-split-strategy=cdsplit",
                "-simplify-rodata-loads",
                "-use-aggr-reg-reassign"
            })
    void whatIsLeftOutDoesNotServe(String flag) throws IOException {
        List<String> with = new ArrayList<>(defaults);
        with.add(flag);
        Bolt bolt = new Bolt(PROCESSES, tool, LIMIT);
        bolt.optimize(program, folder.resolve("without"), fdata, defaults, folder.resolve("log"));
        Outcome outcome = PROCESSES.run(bolt.optimizeCommand(program, folder.resolve("with"), fdata, with));
        boolean noEffect = outcome.ok() && Files.mismatch(folder.resolve("with"), folder.resolve("without")) == -1;
        assertThat(noEffect || !outcome.ok())
                .as(flag + " " + outcome.ending() + "\n" + outcome.tail())
                .isTrue();
        assertThat(AArch64Limits.apply(with).flags()).isEqualTo(defaults);
    }

    @Test
    void theRuntimeLibraryOfThisMachinesProcessorIsExplained() {
        assertThatThrownBy(() -> new Bolt(PROCESSES, tool, LIMIT)
                        .instrument(
                                program,
                                folder.resolve("out"),
                                folder.resolve("run"),
                                Bolt.Writing.AT_END,
                                folder.resolve("log")))
                .hasMessageContaining("for another processor than the file")
                .hasMessageContaining("-Dpgobolt.boltRuntimeLibrary");
    }
}
