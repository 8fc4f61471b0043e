package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Calls as cargo prints them; ConfigurationProbeIT has it print them. */
class RunnerProbeTest {

    private static final Path CRATE = Path.of("/my crate");
    private static final Path TARGET = Path.of("/my crate/target/probe/target");

    @Test
    void whatStandsBeforeTheProgramIsTheRunner() {
        assertThat(RunnerProbe.beforeProbe(
                        "qemu-aarch64 -L '/usr/a b' target/probe/target/debug/pgobolt-flags-probe", CRATE, TARGET))
                .hasValueSatisfying(words -> assertThat(words).containsExactly("qemu-aarch64", "-L", "/usr/a b"));
        assertThat(RunnerProbe.beforeProbe(
                        "wine target/probe/target/x86_64-pc-windows-gnu/debug/pgobolt-flags-probe", CRATE, TARGET))
                .hasValueSatisfying(words -> assertThat(words).containsExactly("wine"));
    }

    @Test
    void theProgramAloneHasNone() {
        assertThat(RunnerProbe.beforeProbe("target/probe/target/debug/pgobolt-flags-probe", CRATE, TARGET))
                .hasValueSatisfying(words -> assertThat(words).isEmpty());
    }

    @Test
    void anotherCallSaysNothing() {
        assertThat(RunnerProbe.beforeProbe("rustc --crate-name pgobolt_flags_probe src/main.rs", CRATE, TARGET))
                .isEmpty();
    }
}
