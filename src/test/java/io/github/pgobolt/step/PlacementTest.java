package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-lite",
                "--lite=1",
                "-lite-threshold-pct=80",
                "-use-old-text=0",
                "-skip-funcs=hand",
                "--skip-funcs-file=names",
                "-funcs=hot",
                "-hugify",
                "-hot-text",
                "-align-text=4096",
                "-strict"
            })
    void anOptionByWhichAUserDecidesWhatMovesOrWhereTo(String flag) {
        assertThat(Placement.decides(flag)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-plt=hot", "-split-strategy=cdsplit", "-align-functions=32", "-icf=none", "-literal"})
    void othersDoNot(String flag) {
        assertThat(Placement.decides(flag)).isFalse();
    }
}
