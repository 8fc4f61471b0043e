package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StdSourceTest {

    @TempDir
    Path folder;

    private StdSource profiled(Path script) {
        return new StdSource(
                StdSource.Kind.profiled,
                List.of("-Zbuild-std=std,panic_unwind", "--config", "a=1"),
                List.of(),
                Map.of("RUSTC_BOOTSTRAP", "1"),
                script);
    }

    @Test
    void anArgumentOfTheUserThatBuildsItIsFound() {
        assertThat(StdSource.isIn(List.of("--offline", "-Zbuild-std"))).isTrue();
        assertThat(StdSource.isIn(List.of("-Z", "build-std=core,alloc"))).isTrue();
        assertThat(StdSource.isIn(List.of("-Zbuild-std-features=panic_immediate_abort")))
                .isFalse();
        assertThat(StdSource.isIn(List.of())).isFalse();
    }

    @Test
    void whatItAddsToACommandIsTakenOutAgain() {
        Command plain = Command.of("cargo", "build", "--release").with("LTO", "fat");
        Command with = Command.of("cargo", "build", "-Zbuild-std=std,panic_unwind", "--config", "a=1", "--release")
                .with("LTO", "fat")
                .with("RUSTC_BOOTSTRAP", "1")
                .with("RUSTC_WRAPPER", "/script");
        StdSource source = profiled(folder);
        assertThat(source.leftOutOf(with, null)).isEqualTo(plain);
        assertThat(source.leftOutOf(with, "/host")).isEqualTo(plain.with("RUSTC_WRAPPER", "/host"));
        assertThat(StdSource.PREBUILT.leftOutOf(with, null)).isEqualTo(with);
    }

    @Test
    void aRecordTellsAnotherOne() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "one");
        String one = profiled(script).fingerprint();
        assertThat(profiled(script).fingerprint()).isEqualTo(one);
        Files.writeString(script, "another");
        assertThat(profiled(script).fingerprint()).isNotEqualTo(one);
        assertThat(StdSource.PREBUILT.fingerprint()).isEqualTo("prebuilt");
    }

    /** Returns what a rustc is called with, and its RUSTC_BOOTSTRAP. */
    private String called(boolean permits, String given, Map<String, String> crate, String... words)
            throws IOException {
        Path sources = folder.resolve("the sources");
        Path script = StdWrapper.script(folder, sources, "c0ffee", permits, "/usr/bin/env");
        Outcome outcome = new ProcessRunner()
                .run(Command.of(script.toString(), "sh", "-c", "echo \"$RUSTC_BOOTSTRAP $*\"", "rustc")
                        .and(List.of(words))
                        .with(crate)
                        .with("RUSTC_BOOTSTRAP", given));
        assertThat(outcome.ok()).as(outcome.stderr()).isTrue();
        return outcome.stdout().strip();
    }

    private Map<String, String> crate(String place) {
        return Map.of(
                "CARGO_MANIFEST_DIR",
                folder.resolve(place).toString(),
                "CARGO_PKG_NAME",
                "gimli",
                "CARGO_PKG_VERSION",
                "0.34.0");
    }

    @Test
    void itsCratesAreCompiledLikeThoseOfTheToolchain() throws IOException {
        String remapped = " -Cdebug-assertions=off -Coverflow-checks=off --remap-path-prefix=" + folder
                + "/the sources=/rustc/c0ffee";
        String[] words = {"--crate-name", "std", "-Z", "force-unstable-if-unmarked"};
        String called = "1 --crate-name std -Z force-unstable-if-unmarked -Cdebuginfo=line-tables-only" + remapped;
        assertThat(called(true, "-1", crate("the sources/library/std"), words)).isEqualTo(called);
        for (String place : List.of("the sources/library/vendor/gimli-0.34.0", "registry/gimli-0.34.0")) {
            assertThat(called(true, "-1", crate(place), words))
                    .isEqualTo(called + " --remap-path-prefix=" + folder.resolve(place) + "=/rust/deps/gimli-0.34.0");
        }
        assertThat(called(
                        false,
                        "",
                        crate("the sources/library/std"),
                        "-Zforce-unstable-if-unmarked",
                        "-C",
                        "debuginfo=2"))
                .isEqualTo("-Zforce-unstable-if-unmarked -C debuginfo=2" + remapped);
    }

    @Test
    void otherCratesAreToldWhereItIsAndPermittedNoMore() throws IOException {
        assertThat(called(true, "-1", Map.of(), "--crate-name", "mine", "-Z", "unstable-options"))
                .isEqualTo("1 --crate-name mine -Z unstable-options -Zallow-features=");
        assertThat(called(true, "1", Map.of(), "--crate-name", "mine", "-Z", "unstable-options"))
                .as("who permits all is not forbidden it")
                .isEqualTo("1 --crate-name mine -Z unstable-options");
        assertThat(called(true, "-1", Map.of(), "--crate-name", "build_script_build"))
                .isEqualTo("-1 --crate-name build_script_build");
    }
}
