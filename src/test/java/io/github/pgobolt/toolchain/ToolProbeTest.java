package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of LLVM tools when asked for their version, given by scripts. */
class ToolProbeTest {

    /** Like llvm-profdata of rustc 1.70 (LLVM 16): no option of its own, but one for each of its commands. */
    private static final String PROFDATA_16 = "case \"$1\" in merge) echo 'LLVM (http://llvm.org/):';"
            + " echo '  LLVM version 16.0.2-rust-1.70.0-stable'; echo '  Optimized build.';;"
            + " *) echo 'llvm-profdata: Unknown command!'; echo 'USAGE: llvm-profdata <merge|show|overlap> [args...]'; exit 1;; esac";

    @TempDir
    Path root;

    private FakeMachine machine;
    private ToolProbe probe;

    @BeforeEach
    void machine() {
        machine = new FakeMachine(root);
        probe = new ToolProbe(machine.processes(), Map.of());
    }

    @Test
    void aProfdataThatKnowsNoOptionIsAskedByItsCommand() {
        machine.script("bin/llvm-profdata", PROFDATA_16).script("bin/llvm-profdata-16", PROFDATA_16);
        assertThat(probe.version(root.resolve("bin/llvm-profdata"))).contains("16.0.2");
        assertThat(probe.version(root.resolve("bin/llvm-profdata-16"))).contains("16.0.2");
    }

    @Test
    void noOtherToolIsAskedSo() {
        machine.script("bin/merge-fdata", PROFDATA_16);
        assertThat(probe.version(root.resolve("bin/merge-fdata"))).isEmpty();
    }

    @Test
    void whatSaysNothingOfLlvmIsNoTool() {
        machine.script("bin/llvm-profdata", "echo something else");
        assertThat(probe.version(root.resolve("bin/llvm-profdata"))).isEmpty();
    }
}
