package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @CsvSource({
        "0.02, 0.02",
        "2%, 0.02",
        "2 %, 0.02",
        "' 2% ', 0.02",
        "0, 0",
        "0%, 0",
        ".5, 0.5",
        "5e-3, 0.005",
        "0.5%, 0.005",
        "100%, 1",
        "900%, 9",
        "-1%, -0.01",
        "0.999, 0.999"
    })
    void aFractionAndPerCentAreTheSame(String text, double value) {
        assertThat(Fraction.of("failIfSlower", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0.02 or 2%",
        "1, 0.01 or 1%",
        "1.5, 0.015 or 1.5%",
        "50, 0.5 or 50%",
        "-3, -0.03 or -3%",
        "2e1, 0.2 or 20%"
    })
    void whatCanOnlyBePerCentIsRefusedWithBothSpellings(String text, String meant) {
        assertThatThrownBy(() -> Fraction.of("failIfSlower", text))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(
                        "failIfSlower is " + text, "did you mean " + meant + "?", "-Dpgobolt.failIfSlower=");
    }

    @Test
    void beyondTheWholeOnlyPerCentIsOffered() {
        assertThatThrownBy(() -> Fraction.of("failIfSlower", "150"))
                .hasMessageContaining("would be 15000 %: did you mean 150%?")
                .hasMessageNotContaining(" or ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", "0,02", "2%%", "%", "NaN", "0x1p3", "2 percent", "1e999", "Infinity"})
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> Fraction.of("benchmark.delta", text))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("'" + text + "' is no value of benchmark.delta", "0.02", "2%");
    }

    @Test
    void noneIsNone() {
        assertThat(Fraction.of("failIfSlower", null)).isNull();
    }
}
