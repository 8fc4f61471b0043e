package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkerStripTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Clink-arg=-s",
                "-Clink_arg=-s",
                "--codegen=link-arg=-s",
                "-Clink-arg=-Wl,-s",
                "-Clink-arg=-Wl,--strip-all",
                "-Clink-args=-s",
                "-Clink-arg=--strip-all",
                "-Clink-arg=-Wl,-strip-all"
            })
    void anArgumentThatStripsGoes(String flag) {
        LinkerStrip strip = LinkerStrip.of(List.of("-Copt-level=2", flag, "--cfg", "a"));
        assertThat(strip.flags()).containsExactly("-Copt-level=2", "--cfg", "a");
        assertThat(strip.removed()).hasSize(1);
    }

    @Test
    void whatStandsBesideItStays() {
        assertThat(LinkerStrip.of(List.of("-C", "link-args=-Wl,-z,now  -s -lm", "-Clink-arg=-Wl,-s,--gc-sections"))
                        .flags())
                .containsExactly("-Clink-arg=-Wl,-z,now", "-Clink-arg=-lm", "-Clink-arg=-Wl,--gc-sections");
        LinkerStrip next = LinkerStrip.of(
                List.of("-Clink-arg=-Xlinker", "-Clink-arg=-s", "-Clink-arg=-Xlinker", "-Clink-arg=-znow"));
        assertThat(next.flags()).containsExactly("-Clink-arg=-Xlinker", "-Clink-arg=-znow");
        assertThat(next.removed()).containsExactly("-s");
    }

    @Test
    void whatOnlyLooksLikeItStays() {
        List<String> flags = List.of(
                "-Clink-args=-static-pie  -lssl",
                "-Clink-arg=-Wl,--strip-debug",
                "-Clink-arg=-Wl,-soname,a",
                "-s",
                "-Cstrip=none");
        LinkerStrip strip = LinkerStrip.of(flags);
        assertThat(strip.flags()).as("to the space").isEqualTo(flags);
        assertThat(strip.removed()).isEmpty();
    }
}
