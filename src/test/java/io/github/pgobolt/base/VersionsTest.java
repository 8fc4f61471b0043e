package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {

    @ParameterizedTest
    @CsvSource({"1.75.0, true", "1.84.1, true", "0.99.0, true", "1.85.0, false", "1.101.0-nightly, false", "2.0.0, false", "'', false", "unknown, false"})
    void cargoBefore185IsOlder(String version, boolean older) {
        assertThat(Versions.older(version, "1.85")).isEqualTo(older);
    }
}
