package io.github.pgobolt.pgo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.pgo.CountedFunctions.Counts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivedCountsTest {

    /** As rustc 1.99.1 writes it under `cargo -vv`, shortened. */
    private static final String SAID = """
               Compiling c v0.1.0 (/w/c)
                 Running `rustc --crate-name c -Cllvm-args=-pgo-view-counts=text`
            pgo-view-counts: _RNvCs9F6by5Vzr0H_1c4main
            block-frequency-info: _RNvCs9F6by5Vzr0H_1c4main
             - : float = 1.0, int = 18014398509481984, count = 151
             - : 0

            pgo-view-counts: _RNvCs9F6by5Vzr0H_1c5score
            block-frequency-info: _RNvCs9F6by5Vzr0H_1c5score
             - : float = 1.0, int = 18014398509481984, count = 9
            warning: unused variable: `x`
                Finished `release` profile [optimized] target(s) in 1.02s
            """;

    @Test
    void whatTookItsCountsIsNamed() {
        assertThat(ArrivedCounts.functions(SAID)).contains("_RNvCs9F6by5Vzr0H_1c4main", "_RNvCs9F6by5Vzr0H_1c5score");
        assertThat(ArrivedCounts.functions("warning: unused function a\n")).isEmpty();
    }

    /** Each part of a line is one write of LLVM, and so the threads of one rustc mix them in any order. */
    @Test
    void threadsThatWriteIntoEachOthersLinesLoseNoName() {
        Map<String, Counts> counts = Map.of("a", new Counts(50, 50), "b", new Counts(30, 30), "c", new Counts(20, 20));
        for (String torn : List.of(
                "pgo-view-counts: pgo-view-counts: a\nb\npgo-view-counts: c\n",
                "pgo-view-counts: pgo-view-counts: ab\n\npgo-view-counts: c\n",
                "pgo-view-counts: a - : float = 1.0, int = 8, count = 9\n\npgo-view-counts: block-frequency-info: b\nc\n",
                "pgo-view-counts: a\nb: float = 1.0\nblock-frequency-info: b\nc\n")) {
            assertThat(ArrivedCounts.share(ArrivedCounts.functions(torn), counts))
                    .as(torn)
                    .isEqualTo(1.0);
        }
        assertThat(ArrivedCounts.share(
                        ArrivedCounts.functions(
                                "warning: no profile data available for function a Hash = 5\npgo-view-counts: b\n"),
                        counts))
                .as("a name in another message")
                .isEqualTo(0.3);
    }

    @Test
    void theShareGoesByCountsAndNotByFunctions() {
        Map<String, Counts> counts = Map.of("hot", new Counts(900, 800), "warm", new Counts(100, 100));
        assertThat(ArrivedCounts.share(Set.of("hot", "warm", "new"), counts)).isEqualTo(1.0);
        assertThat(ArrivedCounts.share(Set.of("warm"), counts)).isEqualTo(0.1);
        assertThat(ArrivedCounts.share(Set.of(), counts)).isEqualTo(0.0);
    }

    @Test
    void aProfileWhoseCountsCannotBeReadHasNoShare() {
        assertThat(ArrivedCounts.share(Set.of("hot"), Map.of())).isNull();
    }

    @Test
    void onlyTheListIsListed() {
        assertThat(SAID.lines().filter(line -> !ArrivedCounts.isListed(line)).toList())
                .asString()
                .contains("Compiling c v0.1.0", "-Cllvm-args=-pgo-view-counts=text`", "unused variable", "Finished")
                .doesNotContain("block-frequency-info", "pgo-view-counts: ", "float =");
    }
}
