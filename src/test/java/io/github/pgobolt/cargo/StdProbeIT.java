package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.StdSources;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real cargo, with and without a network and all that the standard library is built from. */
@EnabledOnOs(OS.LINUX)
class StdProbeIT {

    private static final List<String> OFFLINE = List.of("--offline");

    @TempDir
    Path temporary;

    private Path folder;
    private Path crate;
    private RustToolchain rust;

    @BeforeEach
    void crate() throws IOException {
        folder = temporary.toRealPath();
        crate = folder.resolve("a crate");
        Crates.packageNamed(crate, "tool", "");
        Crates.main(crate, "src/main.rs");
        rust = rust("");
        assumeThat(StdSources.areThere(rust)).as("rust-src").isTrue();
    }

    /** JUnit deletes links to what lies elsewhere, too, and tells of each. */
    @AfterEach
    void forgetLinks() throws IOException {
        FileUtils.deleteDirectory(folder.resolve("std files").toFile());
        if (StdSources.areThere(rust) && Files.isDirectory(StdSources.vendored(rust))) {
            assertThat(StdSources.vendored(rust)).as("what they lead to stays").isNotEmptyDirectory();
        }
    }

    private RustToolchain rust(String toolchain) {
        return new Toolchains(Crates.runner(Map.of()))
                .detect(new ToolRequest(toolchain, null, List.of(), folder, Map.of()))
                .rust();
    }

    /** The same toolchain, whose sources lie elsewhere. */
    private RustToolchain withSysroot(Path sysroot) {
        return new RustToolchain(
                rust.cargo(),
                rust.rustc(),
                rust.release(),
                rust.commit(),
                rust.host(),
                rust.llvmMajor(),
                rust.llvmVersion(),
                sysroot,
                rust.channelArgument(),
                rust.fromRustup());
    }

    private static BuildSettings settings(List<String> cargoArguments) {
        return new BuildSettings(
                List.of(),
                false,
                "release",
                cargoArguments,
                Map.of(),
                List.of(),
                "inherit",
                "inherit",
                null,
                "same",
                true,
                false,
                300,
                CrossTool.none);
    }

    /** A machine with nothing in cargo's own folder. */
    private ProcessRunner emptyHome() throws IOException {
        return Crates.runner(Map.of(
                "CARGO_HOME",
                Files.createDirectories(folder.resolve("cargo home")).toString()));
    }

    private CargoBuild cargo(ProcessRunner processes, RustToolchain of, List<String> arguments) throws IOException {
        Subject subject = new CargoMetadata(processes, of.cargoCommand())
                .subject(new SubjectQuery(null, crate, null, null, null, null), of.host());
        UserFlags flags = new ConfigurationProbe(processes, of.cargoCommand())
                .ask(crate, null, Map.of(), arguments, folder.resolve("probe"))
                .flags();
        PathRemap paths = PathRemap.of(crate, of.sysroot(), of.commit(), processes.environment());
        return new CargoBuild(processes, of.cargoCommand(), subject, settings(arguments), flags, paths);
    }

    private StdProbe.Answer ask(ProcessRunner processes, RustToolchain of, List<String> arguments, String panic)
            throws IOException {
        return new StdProbe(
                        processes,
                        of,
                        cargo(processes, of, arguments),
                        settings(arguments),
                        folder.resolve("std files"))
                .ask(panic, Map.of());
    }

    private StdProbe.Answer ask(List<String> arguments) throws IOException {
        return ask(emptyHome(), rust, arguments, null);
    }

    @Test
    void thePanicStrategyIsTheCrates() throws IOException {
        assertThat(ask(emptyHome(), rust, OFFLINE, "abort").source().arguments())
                .contains("-Zbuild-std=std,panic_abort");
        assertThat(ask(emptyHome(), rust, OFFLINE, "unwind").source().arguments())
                .contains("-Zbuild-std=std,panic_unwind");
    }

    @Test
    void aStableRustIsPermittedToByAVariableThatWhatItStartsDoesNotSee() throws IOException {
        StdSource source = ask(OFFLINE).source();
        assumeThat(rust.isNightly()).isFalse();
        assertThat(source.kind()).isEqualTo(StdSource.Kind.profiled);
        assertThat(source.environment()).containsEntry("RUSTC_BOOTSTRAP", "1");
        assertThat(source.arguments()).contains("env.RUSTC_BOOTSTRAP.value=\"-1\"", "env.RUSTC_BOOTSTRAP.force=true");
    }

    @Test
    void aNightlyNeedsNone() throws IOException {
        RustToolchain nightly = rust("nightly");
        assumeThat(nightly != null && StdSources.areThere(nightly))
                .as("rust-src of nightly")
                .isTrue();
        StdSource source = ask(emptyHome(), nightly, OFFLINE, null).source();
        assertThat(source.kind()).isEqualTo(StdSource.Kind.profiled);
        assertThat(source.environment()).isEmpty();
        assertThat(source.script()).content().doesNotContain("RUSTC_BOOTSTRAP");
    }

    @Test
    void whoWantsTheSharedOneKeepsIt() throws IOException {
        StdProbe.Answer answer = ask(Crates.runner(Map.of("RUSTFLAGS", "-Cprefer-dynamic")), rust, OFFLINE, null);
        assertThat(answer.source()).isEqualTo(StdSource.PREBUILT);
        assertThat(answer.lack().why()).startsWith("-Cprefer-dynamic");
    }

    @Test
    void withoutSourcesTheCommandThatBringsThemIsNamed() throws IOException {
        StdProbe.Answer answer = ask(emptyHome(), withSysroot(folder.resolve("stable-x")), OFFLINE, null);
        assertThat(answer.source()).isEqualTo(StdSource.PREBUILT);
        assertThat(answer.lack().why()).startsWith("rust-src is missing");
        assertThat(answer.lack().toHave()).isEqualTo("rustup component add rust-src --toolchain stable-x");
    }

    @Test
    void withoutItsCratesAndANetworkTheCommandThatFetchesThemIsNamed() throws IOException {
        // Older toolchains have no folder of these.
        Path sysroot = folder.resolve("old");
        Crates.write(sysroot.resolve("lib/rustlib/src/rust/library/std/Cargo.toml"), "");
        Crates.write(sysroot.resolve("lib/rustlib/src/rust/library/Cargo.toml"), "");
        StdProbe.Answer answer = ask(emptyHome(), withSysroot(sysroot), OFFLINE, null);
        assertThat(answer.source()).isEqualTo(StdSource.PREBUILT);
        assertThat(answer.lack().why()).startsWith("cargo cannot build it: no matching package named");
        assertThat(answer.lack().toHave())
                .isEqualTo("cargo fetch --manifest-path " + sysroot
                        + "/lib/rustlib/src/rust/library/Cargo.toml, once with the network");
    }

    @Test
    void anUnstableOptionOfTheConfigurationIsNotSwitchedOn() throws IOException {
        assumeThat(rust.isNightly()).isFalse();
        Crates.write(crate.resolve(".cargo/config.toml"), "[unstable]\nbuild-std = [\"core\"]\n");
        StdProbe.Answer answer = ask(OFFLINE);
        assertThat(answer.source()).isEqualTo(StdSource.PREBUILT);
        assertThat(answer.lack().why()).contains("'unstable.build-std = [\"core\"]' of cargo's configuration");
    }

    @Test
    void aStandardLibraryThatTheUserHasBuiltStays() throws IOException {
        RustToolchain nightly = rust("nightly");
        assumeThat(nightly).as("a nightly Rust").isNotNull();
        Crates.write(crate.resolve(".cargo/config.toml"), "[unstable]\nbuild-std = [\"std\"]\n");
        for (List<String> arguments : List.of(List.of("-Zbuild-std=std"), List.<String>of())) {
            ProcessRunner processes = Crates.runner(Map.of());
            Subject subject = new CargoMetadata(processes, nightly.cargoCommand())
                    .subject(new SubjectQuery(null, crate, null, null, null, null), nightly.host());
            CargoBuild cargo = new CargoBuild(
                    processes, nightly.cargoCommand(), subject, settings(arguments), UserFlags.NONE, PathRemap.NONE);
            StdProbe.Answer answer = new StdProbe(
                            processes, nightly, cargo, settings(arguments), folder.resolve("std files"))
                    .ask(null, Map.of());
            assertThat(answer.source()).isEqualTo(StdSource.OWN);
            assertThat(answer.lack().why()).contains("in every variant already");
        }
    }

    private void vendored() throws IOException {
        Path dependency = crate.resolve("vendor/dep");
        Crates.packageNamed(dependency, "dep", "");
        Crates.write(
                dependency.resolve("src/lib.rs"),
                "pub fn nth(n: u64) -> u64 { if n > 99 { panic!(\"too many\") } else { n } }\n");
        Crates.write(
                dependency.resolve(".cargo-checksum.json"), "{\"files\":{},\"package\":\"" + "ab".repeat(32) + "\"}");
        Crates.write(crate.resolve(".cargo/config.toml"), """
                [source.crates-io]
                replace-with = "here"
                [source.here]
                directory = "vendor"
                [build]
                rustc-wrapper = "tools/wrapper"
                rustflags = ["--cfg", "mine"]
                """);
        Path wrapper = Crates.write(
                crate.resolve("tools/wrapper"), "#!/bin/sh\necho \"$*\" >> '" + folder + "/calls'\nexec \"$@\"\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        Crates.packageNamed(
                crate,
                "tool",
                "[lib]\ncrate-type = [\"cdylib\"]\n[dependencies]\ndep = \"0.1\"\n[profile.release]\npanic = \"abort\"\n"
                        + "overflow-checks = true\nopt-level = 1\n");
        Files.delete(crate.resolve("src/main.rs"));
        Crates.write(crate.resolve("build.rs"), """
                fn main() {
                    println!("cargo:rerun-if-changed=build.rs");
                    assert_eq!(std::env::var("RUSTC_BOOTSTRAP").as_deref(), Ok("-1"));
                    let features = std::process::Command::new(std::env::var("RUSTC").unwrap())
                        .args(["--crate-type=lib", "--emit=metadata", "--out-dir", &std::env::var("OUT_DIR").unwrap(), "probe.rs"])
                        .status()
                        .unwrap();
                    assert!(!features.success(), "this rustc accepts unstable features");
                }
                """);
        Crates.write(crate.resolve("probe.rs"), "#![feature(never_type)]\n");
        Crates.write(crate.resolve("src/lib.rs"), """
                #[cfg(not(mine))]
                compile_error!("the user's flags are lost");
                #[no_mangle]
                pub extern "C" fn count(n: u64) -> usize {
                    let all: std::collections::BTreeMap<u64, String> = (0..n).map(|i| (dep::nth(i), format!("{i}"))).collect();
                    println!("{all:?}");
                    all.len()
                }
                """);
    }

    @Test
    void aVendoredLibraryIsBuiltWithoutANetworkByTheUsersWrapper() throws IOException {
        assumeThat(rust.isNightly()).isFalse();
        assumeThat(StdSources.vendored(rust)).isDirectory();
        vendored();
        ProcessRunner processes = emptyHome();
        StdProbe.Answer answer = ask(processes, rust, OFFLINE, "abort");
        assertThat(answer.lack()).isNull();
        CargoBuild cargo = cargo(processes, rust, OFFLINE).withStd(answer.source());
        List<String> instrumented = List.of("-Cstrip=none", "-Cprofile_generate=" + folder.resolve("stray"));
        Path log = folder.resolve("build.log");
        Path target = folder.resolve("target");
        Path built = cargo.build(instrumented, false, target, true, log).file();
        String text = Files.readString(built, StandardCharsets.ISO_8859_1);
        // Panics print these.
        assertThat(text)
                .contains("/rustc/" + rust.commit() + "/library/std/src/io/stdio.rs", "./vendor/dep/src/lib.rs")
                .doesNotContain(
                        rust.sysroot().toString(),
                        answer.source().script().getParent().toString());
        String calls = Files.readString(folder.resolve("calls"));
        assertThat(calls).contains("--crate-name std ", "--crate-name tool ", "--crate-name build_script_build ");
        assertThat(calls.lines()
                        .filter(line -> line.contains("--crate-name core "))
                        .findFirst()
                        .orElseThrow())
                .contains("-Coverflow-checks=off", "-C panic=abort", "profile_generate");
        // The permission is not the crate's.
        Path source = crate.resolve("src/lib.rs");
        Files.writeString(source, "#![feature(never_type)]\n" + Files.readString(source));
        assertThatThrownBy(() -> cargo.build(instrumented, false, target, true, log))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("never_type");
    }
}
