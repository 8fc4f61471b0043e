package io.github.pgobolt.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.report.Layout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotCodeTest {

    private static final Map<String, Long> COUNTS = Map.of("a", 500L, "b", 495L, "c", 5L);

    @Test
    void theFootprintIsTheLeastThatCarriesTheCoverage() {
        // a and b carry 99.5 %, each 128 bytes in its own page; c is in a third page.
        Layout.Footprint apart = new HotCode(
                        List.of(symbol("a", 0x1000, 128), symbol("b", 0x3000, 128), symbol("c", 0x5000, 64)), COUNTS)
                .footprint("pgo");
        assertThat(apart.coveragePercent()).isEqualTo(99);
        assertThat(apart.hotPages()).isEqualTo(2);
        assertThat(apart.hotCacheLines()).isEqualTo(4);
        // All of a, and 49 % of 49.5 % of b: 127 of its 128 bytes.
        assertThat(apart.hotBytes()).isEqualTo(128 + 127);
    }

    @Test
    void codeThatLiesTogetherNeedsFewerPages() {
        Layout.Footprint together = new HotCode(
                        List.of(symbol("a", 0x1000, 128), symbol("b", 0x1080, 128), symbol("c", 0x1100, 64)), COUNTS)
                .footprint("x");
        assertThat(together.hotPages()).isEqualTo(1);
        assertThat(together.hotCacheLines()).isEqualTo(4);
    }

    @Test
    void aFunctionOverTwoUnitsSharesItsCountByBytes() {
        // 32 bytes in the first line, 96 in two more: 25 %, 50 %, 25 %.
        HotCode code = new HotCode(List.of(symbol("a", 0x1020, 128)), Map.of("a", 7L));
        assertThat(code.footprint("x").hotCacheLines()).isEqualTo(3);
        Layout.Heat heat = code.heat("x", 96);
        assertThat(heat.firstAddress()).isEqualTo(0x1020);
        assertThat(heat.sharePercents()).containsExactly(75.0, 25.0);
    }

    @Test
    void theHeatCoversColdCodeTooAndSumsUpToAll() {
        HotCode code = new HotCode(List.of(symbol("cold", 0x1000, 64), symbol("a", 0x2000, 4096)), Map.of("a", 3L));
        assertThat(code.span()).isEqualTo(0x2000);
        Layout.Heat heat = code.heat("x", 0x800);
        assertThat(heat.sharePercents()).containsExactly(0.0, 0.0, 50.0, 50.0);
    }

    @Test
    void foldedFunctionsAreOnePlaceAndRepeatedNamesShareTheirCounts() {
        HotCode folded =
                new HotCode(List.of(symbol("a", 0x1000, 64), symbol("b", 0x1000, 64), symbol("c", 0x1000, 64)), COUNTS);
        assertThat(folded.footprint("x").hotBytes()).isEqualTo(64);
        HotCode repeated = new HotCode(List.of(symbol("a", 0x1000, 64), symbol("a", 0x1040, 192)), Map.of("a", 8L));
        List<Double> heat = repeated.heat("x", 64).sharePercents();
        assertThat(heat).allSatisfy(share -> assertThat(share).isEqualTo(25.0, within(1e-9)));
    }

    private static CodeSymbol symbol(String name, long address, long size) {
        return new CodeSymbol(address, size, name, name);
    }
}
