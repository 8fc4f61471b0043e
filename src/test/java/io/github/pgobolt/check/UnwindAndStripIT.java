package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panics, backtraces, the debugger and stripping, on real output of rustc and BOLT. */
class UnwindAndStripIT {

    private static CheckedCrate crate;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        crate = CheckedCrate.built();
    }

    @Test
    void backtraceAndDebuggerShowTheSameFramesAfterBolt() throws IOException {
        Path gdb = Path.of("/usr/bin/gdb");
        assumeTrue(Files.isExecutable(gdb), "gdb is not here");
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        List<CheckResult> results = new UnwindCheck(crate.processes, gdb, folder)
                .check(crate.program(), List.of(bolted), List.of(CheckedCrate.workload("words"), panicking()));
        assertThat(results).hasSize(2).allMatch(CheckResult::passed);
        assertThat(results.get(0).detail()).containsPattern("the same \\d+ frames, \\d+ with file and line");
        assertThat(results.get(1).detail()).containsPattern("gdb stops at a panic; the same \\d{2} frames, \\d+ with");
    }

    @Test
    void withoutAPanicTheDebuggerStopsAtTheFirstWrite() throws IOException {
        Path gdb = Path.of("/usr/bin/gdb");
        assumeTrue(Files.isExecutable(gdb), "gdb is not here");
        List<CheckResult> results = new UnwindCheck(crate.processes, gdb, folder)
                .check(
                        crate.program(),
                        List.of(crate.bolted(crate.program().file(), "bolt")),
                        List.of(CheckedCrate.workload("words")));
        assertThat(results.get(0).detail()).startsWith("not done: no workload panics");
        assertThat(results.get(1).detail()).startsWith("gdb stops at the first write; the same");
    }

    @Test
    void lostUnwindTablesAreCaughtByThePanicAndInTheFile() throws IOException {
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        // Planted: the header by which the unwinder finds its tables no longer points at them.
        Path broken = folder.resolve("checked");
        Files.copy(bolted.file(), broken);
        crate.tool("llvm-objcopy", "--update-section", ".eh_frame_hdr=" + zeros(bolted.file()), broken);
        CheckResult unwinding = new UnwindCheck(crate.processes, null, folder)
                .check(crate.program(), List.of(new Variant("bolt", broken)), List.of(panicking()))
                .get(0);
        assertThat(unwinding.passed()).as(unwinding.detail()).isFalse();
        assertThat(unwinding.detail()).contains("SIGABRT");
    }

    @Test
    void whatIsStrippedForShippingPassesEveryCheckAgain() throws IOException {
        Variant bolted = crate.bolted(crate.program().file(), "bolt");
        Variant library = crate.bolted(crate.library().file(), "bolt-library");
        for (Strip.Mode how : Strip.Mode.values()) {
            Variant ships = new Variant("bolt", stripped(bolted.file(), folder.resolve(how + "/checked"), how));
            Variant shipsLibrary =
                    new Variant("bolt", stripped(library.file(), folder.resolve(how + "/libchecked.so"), how));
            assertThat(crate.fileCheck().check(crate.program(), List.of(ships), how))
                    .as("%s", how)
                    .hasSize(6)
                    .allMatch(CheckResult::passed);
            assertThat(crate.fileCheck().check(crate.library(), List.of(shipsLibrary), how))
                    .as("%s", how)
                    .allMatch(CheckResult::passed);
            assertThat(crate.loadCheck().executables(crate.program(), List.of(ships)))
                    .allMatch(CheckResult::passed);
            assertThat(crate.loadCheck().libraries(crate.library(), List.of(shipsLibrary)))
                    .allMatch(CheckResult::passed);
            assertThat(crate.outputCheck()
                            .check(crate.program(), List.of(ships), List.of(CheckedCrate.workload("words"))))
                    .allMatch(CheckResult::passed);
            assertThat(new UnwindCheck(crate.processes, null, folder.resolve("unwind"))
                            .check(crate.program(), List.of(bolted), List.of(panicking())))
                    .noneMatch(CheckResult::failed);
        }
        assertThat(Files.size(folder.resolve("symbols/checked")))
                .isLessThan(Files.size(folder.resolve("debuginfo/checked")));
        assertThat(Files.size(folder.resolve("debuginfo/checked")))
                .isLessThan(Files.size(folder.resolve("none/checked")));
        CheckResult unasked = CheckedCrate.named(
                crate.fileCheck()
                        .check(
                                crate.program(),
                                List.of(new Variant("bolt", folder.resolve("debuginfo/checked"))),
                                Strip.Mode.none),
                "debug information");
        assertThat(unasked.passed()).isFalse();
    }

    private static Path stripped(Path from, Path to, Strip.Mode how) throws IOException {
        Files.createDirectories(to.getParent());
        Tool objcopy = new Tool("llvm-objcopy", CheckedCrate.LLVM.resolve("llvm-objcopy"), "22", 22, "");
        new Strip(crate.processes, objcopy, how).strip(from, to, null);
        return to;
    }

    private Path zeros(Path file) throws IOException {
        int size = crate.reader().read(file).sections().get(".eh_frame_hdr").intValue();
        return Files.write(folder.resolve("zeros"), new byte[size]);
    }

    private static Workload panicking() {
        return new Workload(
                "panics",
                Use.evaluate,
                List.of("${subject}", "panic"),
                false,
                null,
                Map.of(),
                null,
                1,
                20,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
