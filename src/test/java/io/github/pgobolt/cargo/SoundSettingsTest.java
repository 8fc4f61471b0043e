package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundSettingsTest {

    private static SoundSettings of(List<String> flags, List<String> pom, boolean relocations, boolean packed) {
        return SoundSettings.of(
                settings("fat", pom), new UserFlags(flags, "RUSTFLAGS", "ld", null, null), relocations, packed);
    }

    static BuildSettings settings(String lto, List<String> pom) {
        return new BuildSettings(
                List.of(),
                false,
                "release",
                List.of(),
                Map.of(),
                pom,
                lto,
                "1",
                null,
                "same",
                true,
                false,
                60,
                CrossTool.none);
    }

    @Test
    void whatGoesTogetherStaysAsItWasAskedFor() {
        List<String> flags =
                List.of("-Copt-level=2", "-Cprefer-dynamic=no", "-Cembed-bitcode=yes", "-Csplit-debuginfo=off");
        SoundSettings sound = of(flags, List.of("-Cdebuginfo=1"), true, true);
        assertThat(sound.notes()).isEmpty();
        assertThat(sound.build()).isEqualTo(settings("fat", List.of("-Cdebuginfo=1")));
        assertThat(sound.flags()).isEqualTo(sound.asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Cprefer-dynamic", "-Cprefer_dynamic=y", "--codegen=prefer-dynamic=true", "-Cembed-bitcode=no"})
    void whereRustcRefusesLtoTheCratesOwnIsTaken(String flag) {
        SoundSettings sound = of(List.of(flag), List.of(), true, false);
        assertThat(sound.build().lto()).isEqualTo("inherit");
        assertThat(sound.build().codegenUnits()).isEqualTo("1");
        assertThat(sound.notes())
                .singleElement()
                .asString()
                .contains("lto=inherit is taken instead of fat", "RUSTFLAGS", "-Dpgobolt.lto=inherit");
        assertThat(of(List.of(), List.of(flag), true, false).notes())
                .singleElement()
                .asString()
                .contains("(<rustFlags>)");
    }

    @Test
    void whoAskedForItHearsNothing() {
        assertThat(SoundSettings.of(
                                settings("inherit", List.of()),
                                new UserFlags(List.of("-Cprefer-dynamic"), "x", null, null, null),
                                true,
                                false)
                        .notes())
                .isEmpty();
    }

    @Test
    void debugInformationIsNotPackedWhereRelocationsStay() {
        SoundSettings profile = of(List.of(), List.of(), true, true);
        assertThat(profile.build().rustFlags()).containsExactly("-Csplit-debuginfo=unpacked");
        assertThat(profile.notes())
                .singleElement()
                .asString()
                .contains("split-debuginfo=unpacked is taken", "-Dpgobolt.bolt=off");
        assertThat(of(List.of("-Csplit-debuginfo=packed"), List.of(), true, false)
                        .build()
                        .rustFlags())
                .containsExactly("-Csplit-debuginfo=unpacked");
        assertThat(of(List.of(), List.of(), false, true).notes())
                .as("without BOLT there are none")
                .isEmpty();
        assertThat(of(List.of("-Csplit-debuginfo=packed"), List.of(), false, false)
                        .notes())
                .isEmpty();
    }

    @Test
    void theLinkersStrippingIsLeftOutAndSaid() {
        SoundSettings sound = of(
                List.of("-Clink-arg=-s", "-Ctarget-cpu=x86-64-v2"), List.of("-Clink-arg=-Wl,--strip-all"), true, false);
        assertThat(sound.flags().flags()).containsExactly("-Ctarget-cpu=x86-64-v2");
        assertThat(sound.build().rustFlags()).isEmpty();
        assertThat(sound.asked().flags()).contains("-Clink-arg=-s");
        assertThat(sound.flags().linker()).isEqualTo("ld");
        assertThat(sound.notes())
                .singleElement()
                .asString()
                .contains("-s -Wl,--strip-all is left out", "-Dpgobolt.strip=symbols");
    }
}
