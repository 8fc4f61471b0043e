package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import org.junit.jupiter.api.Test;

class RunnerTest {

    @Test
    void theParameterIsSplitAsAShellDoes() {
        assertThat(Runner.words("qemu -L '/my arm'")).containsExactly("qemu", "-L", "/my arm");
        assertThat(Runner.isCargos("qemu")).isFalse();
        assertThatThrownBy(() -> Runner.words("qemu -L '/arm"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("-Dpgobolt.runner has a '");
    }

    @Test
    void cargosConfigurationDecidesWhereNothingIsSaid() {
        assertThat(Runner.words(null)).isEmpty();
        assertThat(Runner.isCargos(null)).isTrue();
        assertThat(Runner.words(" ")).isEmpty();
        assertThat(Runner.isCargos(" ")).isTrue();
    }

    @Test
    void noneIsNoRunnerWhateverCargoSays() {
        assertThat(Runner.words(" none ")).isEmpty();
        assertThat(Runner.isCargos("none")).isFalse();
    }
}
