package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real cargo says which flags win; each flag here is one that rustc takes and that changes nothing. */
@DisabledOnOs(OS.WINDOWS)
class UserFlagsProbeTest {

    @TempDir
    Path temporary;

    private Subject subject;
    private String host;

    @BeforeEach
    void crate() throws IOException {
        host = Crates.host();
        Path crate = temporary.toRealPath().resolve("a crate");
        Crates.packageNamed(crate, "tool", "");
        Crates.main(crate, "src/main.rs");
        subject = new CargoMetadata(Crates.runner(Map.of()), List.of("cargo"))
                .subject(new SubjectQuery(null, crate, null, null, null, null), host);
    }

    private UserFlags flags(Map<String, String> inherited, Map<String, String> added, String... cargoArguments) throws IOException {
        return new UserFlagsProbe(Crates.runner(inherited), List.of("cargo"))
                .flags(subject, added, List.of(cargoArguments), subject.directory().resolve("target/pgo-bolt/build/flags-probe"));
    }

    private void configure(String toml) throws IOException {
        Crates.write(subject.directory().resolve(".cargo/config.toml"), toml);
    }

    @Test
    void noneAreNone() throws IOException {
        assertThat(flags(Map.of(), Map.of())).isEqualTo(new UserFlags(List.of(), "none set", null));
    }

    @Test
    void theConfigurationsFlagsAreThoseOfBuildOrElseOfTheTarget() throws IOException {
        configure("[build]\nrustflags = [\"-Cdebug-assertions=no\", \"--cfg=with space\" ]\n".replace("with space", "spaced=\\\"a b\\\""));
        UserFlags build = flags(Map.of(), Map.of());
        assertThat(build.flags()).containsExactly("-Cdebug-assertions=no", "--cfg=spaced=\"a b\"");
        assertThat(build.source()).contains("target.*.rustflags or build.rustflags");
        configure("[build]\nrustflags = [\"--cfg=of_build\"]\n[target." + host + "]\nrustflags = [\"--cfg=of_triple\"]\n"
                + "[target.'cfg(unix)']\nrustflags = [\"--cfg=of_cfg\"]\n[target.'cfg(windows)']\nrustflags = [\"--cfg=of_another\"]\n");
        assertThat(flags(Map.of(), Map.of()).flags()).containsExactlyInAnyOrder("--cfg=of_triple", "--cfg=of_cfg");
    }

    @Test
    void theEnvironmentWinsOverTheConfigurationAndTheEncodedFormOverThePlain() throws IOException {
        configure("[build]\nrustflags = [\"--cfg=of_config\"]\n");
        UserFlags plain = flags(Map.of("RUSTFLAGS", "--cfg a -Cdebug-assertions=no"), Map.of());
        assertThat(plain.flags()).containsExactly("--cfg", "a", "-Cdebug-assertions=no");
        assertThat(plain.source()).isEqualTo("the environment variable RUSTFLAGS");
        UserFlags encoded = flags(
                Map.of("RUSTFLAGS", "--cfg a", "CARGO_ENCODED_RUSTFLAGS", "--cfg\u001fkey=\"b c\""), Map.of());
        assertThat(encoded.flags()).containsExactly("--cfg", "key=\"b c\"");
        assertThat(encoded.source()).isEqualTo("the environment variable CARGO_ENCODED_RUSTFLAGS");
        UserFlags added = flags(Map.of("RUSTFLAGS", "--cfg a"), Map.of("RUSTFLAGS", "--cfg b"));
        assertThat(added.flags()).containsExactly("--cfg", "b");
        assertThat(added.source()).isEqualTo("RUSTFLAGS of the plugin's <env>");
    }

    @Test
    void configurationOnTheCommandLineCountsAndOtherArgumentsAreNotPassedOn() throws IOException {
        assertThat(flags(Map.of(), Map.of(), "--locked", "--config", "build.rustflags=[\"--cfg=x\"]", "--features", "none").flags())
                .containsExactly("--cfg=x");
        assertThat(flags(Map.of(), Map.of(), "--config=build.rustflags=[\"--cfg=y\"]").flags()).containsExactly("--cfg=y");
    }

    @Test
    void flagsThatRustcRefusesAreExplained() {
        assertThatThrownBy(() -> flags(Map.of("RUSTFLAGS", "-Cno-such-option=1"), Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("with the flags in force for " + host)
                .hasMessageContaining("RUSTFLAGS and .cargo/config.toml")
                .hasMessageContaining("no-such-option");
    }
}
