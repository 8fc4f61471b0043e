package io.github.pgobolt.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.report.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program whose few hot functions the linker scatters, with the layout of the real BOLT. */
class CodeLayoutIT {

    private static final Path LLVM = Path.of("/usr/lib/llvm-22/bin");
    private static final int FUNCTIONS = 300;

    @TempDir
    private static Path folder;

    private static Path linked;
    private static Path bolted;
    private static Path fdata;

    @BeforeAll
    static void buildAndBolt() throws IOException {
        assumeTrue(Files.isExecutable(LLVM.resolve("llvm-bolt")), "LLVM 22 with BOLT is not here");
        Path source = Files.writeString(folder.resolve("scattered.rs"), program());
        linked = folder.resolve("scattered");
        Path instrumented = folder.resolve("instrumented");
        bolted = Files.createDirectories(folder.resolve("bolted")).resolve("scattered");
        fdata = folder.resolve("branch.fdata");
        ran("rustc", "-O", "-Clink-arg=-Wl,--emit-relocs", "-o", linked, source);
        ran(LLVM.resolve("llvm-bolt"), linked, "-o", instrumented, "--instrument", "--instrumentation-file=" + fdata);
        ran(instrumented);
        ran(
                LLVM.resolve("llvm-bolt"),
                linked,
                "-o",
                bolted,
                "-data=" + fdata,
                "-reorder-blocks=ext-tsp",
                "-reorder-functions=cdsort",
                "-split-functions",
                "-split-all-cold",
                "-no-huge-pages");
    }

    /**
     * Returns a program in which every 30th function is hot; each has about 400 bytes, so the hot ones are pages apart.
     */
    private static String program() {
        StringBuilder text = new StringBuilder("use std::hint::black_box;\n");
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append("#[inline(never)] fn worker_").append(i).append("(mut x: u64) -> u64 {\n");
            for (int step = 0; step < 12; step++) {
                text.append("    if black_box(x) % ")
                        .append(3 + step)
                        .append(" == 0 { x = black_box(x).wrapping_mul(")
                        .append(2 * i + 3)
                        .append(") ^ ")
                        .append(step + i)
                        .append("; }\n");
            }
            text.append("    x\n}\n");
            calls.append("        if hot || round == 0 || ")
                    .append(i % 30 == 0)
                    .append(" { x = worker_")
                    .append(i)
                    .append("(x); }\n");
        }
        return text + "fn main() {\n    let hot = std::env::args().count() > 1;\n    let mut x = 1;\n"
                + "    for round in 0..2000u64 {\n        x ^= round;\n" + calls
                + "    }\n    println!(\"{}\", black_box(x));\n}\n";
    }

    @Test
    void hotFunctionsLieTogetherAfterwards() throws IOException {
        Layout layout = layout().analyse(
                        new Variant("pgo", linked),
                        new Variant("pgo-bolt", bolted),
                        fdata,
                        List.of(new Variant("pgo", linked), new Variant("pgo-bolt", bolted)));

        Layout.Footprint before = layout.footprints().get(0);
        Layout.Footprint after = layout.footprints().get(1);
        assertThat(after.hotPages()).isPositive().isLessThan(before.hotPages());
        assertThat(before.hotPages()).isGreaterThanOrEqualTo(8);
        assertThat(after.hotBytes()).isPositive().isLessThanOrEqualTo(after.hotCacheLines() * 64);
        assertThat(layout.heat()).extracting(Layout.Heat::variant).containsExactly("pgo", "pgo-bolt");
        assertThat(layout.heat()).allSatisfy(heat -> {
            assertThat(heat.sharePercents()).hasSizeBetween(1, 200);
            assertThat(heat.sharePercents().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isEqualTo(100, within(0.1));
        });
        assertThat(layout.hottest())
                .extracting(Layout.HotFunction::name)
                .contains("scattered::worker_0", "scattered::worker_270", "scattered::main")
                .doesNotContain("scattered::worker_1");
        assertThat(layout.sections())
                .filteredOn(s -> s.variant().equals("pgo-bolt"))
                .extracting(Layout.Section::name)
                .contains(".text", ".bolt.org.text")
                .doesNotContain(".bss");
    }

    @Test
    void aProfileOfAnotherProgramIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.fdata"), "1 elsewhere 0 1 elsewhere 4 0 1000\n");
        assertThatThrownBy(() ->
                        layout().analyse(new Variant("pgo", linked), new Variant("pgo-bolt", bolted), other, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only 0.0 %");
    }

    @Test
    void aStrippedFileIsRefused() throws IOException {
        Path stripped = folder.resolve("stripped");
        ran(LLVM.resolve("llvm-strip"), "--strip-all", "-o", stripped, bolted);
        assertThatThrownBy(() -> layout().analyse(
                                new Variant("pgo", linked), new Variant("pgo-bolt", stripped), fdata, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names no function");
    }

    @Test
    void whatIsNoProgramIsRefusedInTheToolsWords() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThatThrownBy(() ->
                        layout().analyse(new Variant("pgo", text), new Variant("pgo-bolt", bolted), fdata, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("llvm-nm");
    }

    private static CodeLayout layout() {
        return new CodeLayout(new ProcessRunner(), LLVM.resolve("llvm-nm"));
    }

    private static void ran(Object... argv) throws IOException {
        Outcome outcome = new ProcessRunner().run(Command.of(argv));
        assertThat(outcome.ok()).as(outcome.ending() + outcome.stderr()).isTrue();
    }
}
