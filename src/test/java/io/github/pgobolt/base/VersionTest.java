package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.75.0, true",
        "1.84.1, true",
        "0.99.0, true",
        "1.85.0, false",
        "1.101.0-nightly, false",
        "2.0.0, false",
        "'', false",
        "unknown, false"
    })
    void cargoBefore185IsOlder(String version, boolean older) {
        assertThat(Version.older(version, "1.85")).isEqualTo(older);
    }

    @ParameterizedTest
    @CsvSource({"2.4, 2.34, -1", "2.34, 2.4, 1", "2.2.5, 2.2.5, 0", "2.2, 2.2.5, -1", "10.0, 9.9, 1"})
    void partByPart(String a, String b, int sign) {
        assertThat(Integer.signum(Version.of(a).compareTo(Version.of(b)))).isEqualTo(sign);
    }
}
