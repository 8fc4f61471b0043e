package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The options for llvm-bolt when it strips itself; src/it/aarch64 shows that such a file starts under qemu. */
class StripModeTest {

    private static final List<String> FLAGS = List.of("-split-functions", "-update-debug-sections", "-dyno-stats");

    @Test
    void debugInformationGoesWhereItIsNotUpdatedAndSymbolsByAnOptionOfTheirOwn() {
        assertThat(Strip.Mode.none.linkedBy(FLAGS)).isEqualTo(FLAGS);
        assertThat(Strip.Mode.none.shippedBy(FLAGS)).isEqualTo(FLAGS);
        assertThat(Strip.Mode.debuginfo.linkedBy(FLAGS)).containsExactly("-split-functions", "-dyno-stats");
        assertThat(Strip.Mode.debuginfo.shippedBy(FLAGS)).isEqualTo(Strip.Mode.debuginfo.linkedBy(FLAGS));
        assertThat(Strip.Mode.symbols.linkedBy(FLAGS))
                .as("the layout is read by symbols")
                .doesNotContain("-remove-symtab");
        assertThat(Strip.Mode.symbols.shippedBy(FLAGS))
                .containsExactly("-split-functions", "-dyno-stats", "-remove-symtab");
    }
}
