package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerTest {

    private static final String ARM = "aarch64-unknown-linux-gnu";
    private static final Map<String, String> CARGOS = Map.of("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER", "qemu-aarch64  -L /usr/arm");

    @Test
    void theParameterIsSplitAsAShellDoesAndWins() {
        assertThat(Runner.words("qemu -L '/my arm'", ARM, CARGOS, CARGOS)).containsExactly("qemu", "-L", "/my arm");
        assertThat(Runner.words("qemu", null, Map.of(), Map.of())).containsExactly("qemu");
        assertThatThrownBy(() -> Runner.words("qemu -L '/arm", ARM, Map.of(), Map.of()))
                .isInstanceOf(Failure.class).hasMessageContaining("-Dpgobolt.runner has a '");
    }

    @Test
    void cargosVariableCountsForATargetThatWasAskedFor() {
        assertThat(Runner.words(null, ARM, Map.of(), CARGOS)).containsExactly("qemu-aarch64", "-L", "/usr/arm");
        assertThat(Runner.words("", ARM, CARGOS, Map.of())).containsExactly("qemu-aarch64", "-L", "/usr/arm");
        assertThat(Runner.words(null, "x86_64-unknown-linux-gnu", CARGOS, CARGOS)).isEmpty();
        assertThat(Runner.words(null, null, CARGOS, CARGOS)).isEmpty();
    }

    @Test
    void theVariableIsNamedAsCargoNamesIt() {
        assertThat(Runner.variable("thumbv8m.main-none-eabi")).isEqualTo("CARGO_TARGET_THUMBV8M_MAIN_NONE_EABI_RUNNER");
    }
}
