package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedValueTest {

    private static ReportedMetric pattern(String pattern) {
        return new ReportedMetric("load", pattern, null, "s", true);
    }

    private static ReportedMetric pointer(String pointer) {
        return new ReportedMetric("load", null, pointer, "s", true);
    }

    @Test
    void theLastMatchCounts() {
        assertThat(ReportedValue.in(pattern("^rate: (\\S+)"), "rate: 1\nrate: 12_345.5\n"))
                .isEqualTo(12345.5);
        assertThat(ReportedValue.in(pattern("\\d+"), "7 8")).isEqualTo(8);
    }

    @Test
    void pointersGoThroughObjectsAndArrays() {
        String json = "{\"a/b\":[{\"~x\":2.5},3]}";
        assertThat(ReportedValue.in(pointer("/a~1b/0/~0x"), json)).isEqualTo(2.5);
        assertThat(ReportedValue.in(pointer("/a~1b/1"), json)).isEqualTo(3);
        assertThat(ReportedValue.in(pointer(""), "4")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/a/9", "/a/x", "/a/0/deep", "/a"})
    void aPointerThatLeadsNowhereIsNamed(String pointer) {
        assertThatThrownBy(() -> ReportedValue.in(pointer(pointer), "{\"a\":[1,2]}"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("pointer `" + pointer + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate: fast", "rate: 0", "rate: -3", "rate: NaN", "rate: Infinity"})
    void onlyNumbersAboveNothingAreMetrics(String output) {
        assertThatThrownBy(() -> ReportedValue.in(pattern("rate: (\\S+)"), output))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("a number above 0 is needed");
    }

    @Test
    void textThatIsNoJsonIsShown() {
        assertThatThrownBy(() -> ReportedValue.in(pointer("/a"), "{broken"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("{broken");
    }
}
