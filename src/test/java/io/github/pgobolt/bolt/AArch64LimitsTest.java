package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AArch64LimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-frame-opt=hot",
                "--frame-opt=all",
                "-indirect-call-promotion=calls",
                "-icp=all",
                "-reg-reassign",
                "-cmov-conversion",
                "-insert-retpolines=1",
                "-hugify",
                "-split-strategy=all",
                "-split-strategy=cdsplit",
                "-simplify-rodata-loads",
                "-use-aggr-reg-reassign=true"
            })
    void whatAArch64DoesNotHaveIsLeftOutWithTheReason(String flag) {
        List<String> flags = new ArrayList<>(Captured.options(22).defaults());
        flags.addAll(List.of(flag, "-plt=hot"));
        BoltOptions.Chosen chosen = AArch64Limits.apply(flags);
        assertThat(chosen.flags())
                .doesNotContain(flag)
                .contains("-plt=hot")
                .containsAll(Captured.options(22).defaults());
        assertThat(chosen.notes()).singleElement().asString().startsWith(flag + " is left out: ");
    }

    @Test
    void onX86TheSameOptionStays() {
        BoltOptions.Chosen chosen = Captured.options(22).choose(null, List.of("-icp=calls"), "x86_64");
        assertThat(chosen.flags()).contains("-icp=calls");
        assertThat(chosen.notes()).isEmpty();
        assertThat(Captured.options(22)
                        .choose(null, List.of("-icp=calls"), "aarch64")
                        .notes())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-frame-opt=none",
                "-icp=none",
                "-lite=0",
                "-reg-reassign=0",
                "-split-strategy=profile2",
                "-icf=all"
            })
    void whatServesStays(String flag) {
        assertThat(AArch64Limits.apply(List.of(flag, "-split-functions")).notes())
                .isEmpty();
    }

    @Test
    void liteGoesOnlyWhereFunctionsAreSplit() {
        assertThat(Captured.options(22)
                        .choose(null, List.of("-lite"), "aarch64")
                        .notes()
                        .get(0))
                .contains("99848");
        assertThat(Captured.options(22)
                        .choose(List.of("-lite", "-reorder-blocks=ext-tsp"), List.of(), "aarch64")
                        .notes())
                .isEmpty();
    }

    @Test
    void cdsplitStaysWithTheCodeModelThatItNeeds() {
        assertThat(AArch64Limits.apply(List.of("-split-strategy=cdsplit", "-compact-code-model"))
                        .notes())
                .isEmpty();
    }
}
