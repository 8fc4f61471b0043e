package io.github.pgobolt.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LabelTest {

    @Test
    void numbersHaveTheDigitsOfTheirScale() {
        assertThat(Label.number(new BigDecimal("0.30"), true)).isEqualTo("+0.30");
        assertThat(Label.number(new BigDecimal("-20"), true)).isEqualTo("-20");
        assertThat(Label.number(new BigDecimal("2E+5"), false)).isEqualTo("200,000");
        assertThat(Label.number(new BigDecimal("0.00"), true)).isEqualTo("0");
        assertThat(Label.number(new BigDecimal("9000000000000"), false)).isEqualTo("9E+12");
        assertThat(Label.number(new BigDecimal("0.0000000012"), false)).isEqualTo("1.2E-9");
    }

    @Test
    void aLongNameEndsInAnEllipsisAndNoCharacterIsHalved() {
        assertThat(Label.cut("primes", 190)).isEqualTo("primes");
        assertThat(Label.cut("long-".repeat(60), 190))
                .startsWith("long-long-long-")
                .endsWith("…")
                .hasSizeBetween(24, 34);
        String flags = Label.cut("🇩🇪".repeat(100), 190);
        assertThat(flags.replace("🇩🇪", "")).isEqualTo("…");
        assertThat(Label.width(Label.cut("W".repeat(99), 190))).isLessThanOrEqualTo(190);
        assertThat(Label.cut("a" + "\u0301".repeat(500), 50)).isEqualTo("…");
    }
}
