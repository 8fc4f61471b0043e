package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolTest {

    @ParameterizedTest
    @CsvSource({"1.75.0, true", "1.84.1, true", "0.99.0, true", "1.85.0, false", "1.101.0-nightly, false", "2.0.0, false", "'', false", "unknown, false"})
    void cargoBefore185IsOlder(String version, boolean older) {
        assertThat(new Tool("cargo", Path.of("cargo"), version, 0, "").isOlderThan(1, 85)).isEqualTo(older);
    }
}
