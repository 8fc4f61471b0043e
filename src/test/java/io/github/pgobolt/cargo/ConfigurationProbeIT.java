package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real cargo shows which flags win; each flag here is one that rustc accepts and that has no effect. */
@DisabledOnOs(OS.WINDOWS)
class ConfigurationProbeIT {

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

    private UserFlags flags(Map<String, String> inherited, Map<String, String> added, String... cargoArguments)
            throws IOException {
        return ask(inherited, added, null, cargoArguments).flags();
    }

    private CargoConfiguration ask(
            Map<String, String> inherited, Map<String, String> added, String target, String... cargoArguments)
            throws IOException {
        return new ConfigurationProbe(Crates.runner(inherited), List.of("cargo"))
                .ask(subject.directory(), target, added, List.of(cargoArguments), folder());
    }

    private Path folder() {
        return subject.directory().resolve("target/pgo-bolt/build/flags-probe");
    }

    private void configure(String toml) throws IOException {
        Crates.write(subject.directory().resolve(".cargo/config.toml"), toml);
    }

    @Test
    void noneAreNone() throws IOException {
        assertThat(ask(Map.of(), Map.of(), null))
                .isEqualTo(new CargoConfiguration(UserFlags.NONE, null, Map.of(), null, List.of()));
    }

    @Test
    void theConfigurationsFlagsAreThoseOfBuildOrElseOfTheTarget() throws IOException {
        configure("[build]\nrustflags = [\"-Cdebug-assertions=no\", \"--cfg=with space\" ]\n"
                .replace("with space", "spaced=\\\"a b\\\""));
        UserFlags build = flags(Map.of(), Map.of());
        assertThat(build.flags()).containsExactly("-Cdebug-assertions=no", "--cfg=spaced=\"a b\"");
        assertThat(build.source()).contains("target.*.rustflags or build.rustflags");
        configure(
                "[build]\nrustflags = [\"--cfg=of_build\"]\n[target." + host + "]\nrustflags = [\"--cfg=of_triple\"]\n"
                        + "[target.'cfg(unix)']\nrustflags = [\"--cfg=of_cfg\"]\n[target.'cfg(windows)']\nrustflags = [\"--cfg=of_another\"]\n");
        assertThat(flags(Map.of(), Map.of()).flags()).containsExactlyInAnyOrder("--cfg=of_triple", "--cfg=of_cfg");
    }

    @Test
    void theEnvironmentWinsOverTheConfigurationAndTheEncodedFormOverThePlain() throws IOException {
        configure("[build]\nrustflags = [\"--cfg=of_config\"]\n");
        UserFlags plain = flags(Map.of("RUSTFLAGS", "--cfg a -Cdebug-assertions=no"), Map.of());
        assertThat(plain.flags()).containsExactly("--cfg", "a", "-Cdebug-assertions=no");
        assertThat(plain.source()).isEqualTo("the environment variable RUSTFLAGS");
        UserFlags encoded =
                flags(Map.of("RUSTFLAGS", "--cfg a", "CARGO_ENCODED_RUSTFLAGS", "--cfg\u001fkey=\"b c\""), Map.of());
        assertThat(encoded.flags()).containsExactly("--cfg", "key=\"b c\"");
        assertThat(encoded.source()).isEqualTo("the environment variable CARGO_ENCODED_RUSTFLAGS");
        UserFlags added = flags(Map.of("RUSTFLAGS", "--cfg a"), Map.of("RUSTFLAGS", "--cfg b"));
        assertThat(added.flags()).containsExactly("--cfg", "b");
        assertThat(added.source()).isEqualTo("RUSTFLAGS of the plugin's <env>");
    }

    @Test
    void configurationOnTheCommandLineCountsAndOtherArgumentsAreNotPassedOn() throws IOException {
        assertThat(flags(
                                Map.of(),
                                Map.of(),
                                "--locked",
                                "--config",
                                "build.rustflags=[\"--cfg=x\"]",
                                "--features",
                                "none")
                        .flags())
                .containsExactly("--cfg=x");
        assertThat(flags(Map.of(), Map.of(), "--config=build.rustflags=[\"--cfg=y\"]")
                        .flags())
                .containsExactly("--cfg=y");
    }

    @Test
    void flagsThatRustcRefusesAreExplained() {
        assertThatThrownBy(() -> flags(Map.of("RUSTFLAGS", "-Cno-such-option=1"), Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("with the flags in force for this machine")
                .hasMessageContaining("RUSTFLAGS and .cargo/config.toml")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void theTargetIsThatOfTheConfigurationAndTheUsersOwnWordWins() throws IOException {
        configure("[build]\ntarget = \"" + host + "\"\nrustflags = [\"--cfg=x\"]\n");
        CargoConfiguration configured = ask(Map.of(), Map.of(), null);
        assertThat(configured.target()).isEqualTo(host);
        assertThat(configured.flags().host())
                .as("with a target, cargo keeps flags from build scripts")
                .isNull();
        assertThat(ask(Map.of("CARGO_BUILD_TARGET", ""), Map.of(), null, "--config", "build.target=\"" + host + "\"")
                        .target())
                .isEqualTo(host);
        // Whether its standard library is installed does not change what cargo wants to build.
        assertThat(ask(Map.of("CARGO_BUILD_TARGET", "s390x-unknown-linux-gnu"), Map.of(), null)
                        .target())
                .isEqualTo("s390x-unknown-linux-gnu");
        assertThat(ask(Map.of("CARGO_BUILD_TARGET", "s390x-unknown-linux-gnu"), Map.of(), host)
                        .target())
                .isEqualTo(host);
        assertThat(ask(Map.of(), Map.of("CARGO_BUILD_TARGET", "s390x-unknown-linux-gnu"), null)
                        .target())
                .isEqualTo("s390x-unknown-linux-gnu");
    }

    @Test
    void ofSeveralTargetsTheUserNamesOne() {
        assertThatThrownBy(() -> {
                    configure("[build]\ntarget = [\"" + host + "\", \"s390x-unknown-linux-gnu\"]\n");
                    ask(Map.of(), Map.of(), null);
                })
                .isInstanceOf(Failure.class)
                .hasMessageContaining("several targets at once: ")
                .hasMessageContaining("-Dpgobolt.target=");
    }

    @Test
    void whatCargoRunWouldDoIsKnownAndNotDone() throws IOException {
        configure("""
                [target.'cfg(unix)']
                runner = ["touch", "it's started", "-x"]
                [env]
                SALT = "two `words`\\nand a line"
                FOLDER = { value = "data", relative = true }
                OURS = "file"
                FORCED = { value = "file", force = true }
                CARGO_WORKSPACE_DIR = { value = "", relative = true }
                """);
        CargoConfiguration cargo = ask(Map.of("OURS", "environment", "FORCED", "environment"), Map.of(), null);
        assertThat(cargo.runner()).containsExactly("touch", "it's started", "-x");
        assertThat(subject.directory().resolve("it's started")).doesNotExist();
        assertThat(cargo.environment())
                .containsOnly(
                        Map.entry("SALT", "two `words`\nand a line"),
                        Map.entry("FOLDER", subject.directory().resolve("data").toString()),
                        Map.entry("FORCED", "file"),
                        Map.entry("CARGO_WORKSPACE_DIR", cargo.environment().get("CARGO_WORKSPACE_DIR")));
        String variable = "CARGO_TARGET_" + host.toUpperCase(Locale.ROOT).replace('-', '_') + "_RUNNER";
        assertThat(ask(Map.of(), Map.of(variable, "none-such -y"), null).runner())
                .containsExactly("none-such", "-y");
    }

    @Test
    void theProbesOwnPathIsNoRunnerWhateverItIsCalled() throws IOException {
        for (String name : List.of("plain", "Mein Ordner – ✓ 'a' $x", "d'Or", "a `b`")) {
            CargoConfiguration cargo = new ConfigurationProbe(Crates.runner(Map.of()), List.of("cargo"))
                    .ask(
                            subject.directory(),
                            null,
                            Map.of(),
                            List.of(),
                            temporary.resolve(name).resolve("probe"));
            assertThat(cargo.runner()).as(name).isEmpty();
        }
    }

    @Test
    void aRunnerMayLieInAFolderWithSpaces() throws IOException {
        Path runner = Crates.write(subject.directory().resolve("my tools/run it.sh"), "#!/bin/sh\nexec \"$@\"\n");
        assertThat(runner.toFile().setExecutable(true)).isTrue();
        configure("[target.'cfg(unix)']\nrunner = [\"" + runner + "\", \"-x y\"]\n");
        assertThat(ask(Map.of(), Map.of(), null).runner()).containsExactly(runner.toString(), "-x y");
    }

    @Test
    void withoutATargetTheFlagsAreForBuildScriptsToo() throws IOException {
        Path wrapper = Crates.write(
                subject.directory().resolve("a wrapper.sh"),
                "#!/bin/sh\necho \"$@\" >>'" + temporary + "/calls'\nexec \"$@\"\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        configure("[build]\nrustflags = [\"--cfg=quoted=\\\"it's\\\"\"]\nrustc-wrapper = \"" + wrapper + "\"\n");
        UserFlags flags = flags(Map.of(), Map.of());
        Path script = flags.host().script();
        assertThat(call(script, "--crate-name", "build_script_build"))
                .isEqualTo("echo --crate-name build_script_build --cfg=quoted=\"it's\"");
        assertThat(call(script, "--target", host)).isEqualTo("echo --target " + host);
        assertThat(call(script, "--target=" + host)).isEqualTo("echo --target=" + host);
        assertThat(call(script, "-vV")).isEqualTo("echo -vV");
    }

    /** Returns the call that the user's own wrapper received. */
    private String call(Path script, String... words) throws IOException {
        Files.deleteIfExists(temporary.resolve("calls"));
        assertThat(Crates.runner(Map.of())
                        .run(Command.of(script, "echo").and(List.of(words)))
                        .ok())
                .isTrue();
        return Files.readString(temporary.resolve("calls")).strip();
    }

    @Test
    void aTargetFolderOfOtherHostFlagsIsEmptied() throws IOException {
        Path target = temporary.resolve("target");
        Path old = Crates.write(target.resolve("release/build/script"), "old");
        HostFlags.forgetOthers(null, target);
        assertThat(old).as("none before and none now").exists();
        HostFlags one = HostFlags.write(Files.createDirectories(temporary.resolve("flags")), List.of("--cfg=a"), "");
        HostFlags.forgetOthers(one, target);
        assertThat(old).doesNotExist();
        Crates.write(old, "new");
        HostFlags.forgetOthers(one, target);
        assertThat(old).exists();
        HostFlags.forgetOthers(HostFlags.write(temporary.resolve("flags"), List.of("--cfg=b"), ""), target);
        assertThat(old).doesNotExist();
        Crates.write(old, "newer");
        HostFlags.forgetOthers(null, target);
        assertThat(target).doesNotExist();
    }
}
