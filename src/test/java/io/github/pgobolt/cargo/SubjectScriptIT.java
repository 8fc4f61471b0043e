package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.translation.MissingFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real cargo and rustc, with and without the last parts of a build. */
@EnabledOnOs(OS.LINUX)
class SubjectScriptIT {

    @TempDir
    Path temporary;

    private Path crate;

    @BeforeEach
    void crate() throws IOException {
        crate = temporary.toRealPath().resolve("a crate");
        manifest("");
        Crates.packageNamed(crate.resolve("lto"), "lto", "");
        // A crate whose name looks like an option, too.
        Crates.write(crate.resolve("lto/src/lib.rs"), """
                #[inline(never)]
                pub fn odd(n: u64) -> u64 { (0..n).filter(|x| x % 3 == 1).sum() }
                pub fn sorted<T: Ord>(mut v: Vec<T>) -> Vec<T> { v.sort(); v }
                """);
        Crates.write(crate.resolve("src/main.rs"), """
                mod part {
                    #[inline(never)]
                    pub fn local(n: u64) -> u64 { if n > 3 { lto::odd(n) } else { n * 7 } }
                }
                fn main() {
                    let n = std::env::args().count() as u64;
                    println!("{} {:?}", part::local(n), lto::sorted(vec![n, 2, 1]));
                }
                """);
    }

    private void manifest(String more) throws IOException {
        Crates.packageNamed(
                crate,
                "a-tool",
                "[dependencies]\nlto = { path = \"lto\" }\n[profile.release]\ncodegen-units = 4\n" + more);
    }

    /** A build with what the real cargo says is in force. */
    private CargoBuild cargo(Map<String, String> inherited, Map<String, String> added) throws IOException {
        ProcessRunner processes = Crates.runner(inherited);
        Subject subject = new CargoMetadata(processes, List.of("cargo"))
                .subject(new SubjectQuery(null, crate, null, null, null, null), Crates.host());
        UserFlags flags = new ConfigurationProbe(processes, List.of("cargo"))
                .ask(crate, null, added, List.of(), temporary.resolve("probe"))
                .flags();
        return new CargoBuild(processes, List.of("cargo"), subject, settings(added), flags, PathRemap.NONE);
    }

    private static BuildSettings settings(Map<String, String> environment) {
        return new BuildSettings(
                List.of(),
                false,
                "release",
                // One at a time, so that no two write into one line.
                List.of("-j1"),
                environment,
                List.of(),
                "inherit",
                "inherit",
                null,
                "same",
                false,
                false,
                120,
                CrossTool.none);
    }

    /** Returns the flags of a build with a profile that knows no function. */
    private List<String> listing() throws IOException {
        ProcessRunner processes = Crates.runner(Map.of());
        Path text = Crates.write(temporary.resolve("none.proftext"), ":ir\nno_function\n1\n1\n1\n");
        Path profile = temporary.resolve("none.profdata");
        Outcome sysroot = processes.run(Command.of("rustc", "--print", "sysroot"));
        Path tool = Path.of(sysroot.stdout().strip(), "lib/rustlib", Crates.host(), "bin/llvm-profdata");
        assertThat(processes.run(Command.of(tool, "merge", text, "-o", profile)).ok())
                .isTrue();
        return List.of("-Cprofile-use=" + profile, MissingFunction.LIST);
    }

    private static Set<MissingFunction> functions(String diagnostics) {
        return new HashSet<>(MissingFunction.listed(diagnostics).functions());
    }

    private void namesAreThoseOfAWholeBuild(CargoBuild cargo) throws IOException {
        List<String> flags = listing();
        Path log = temporary.resolve("build.log");
        Set<MissingFunction> whole = functions(
                cargo.build(flags, true, temporary.resolve("whole"), true, log).diagnostics());
        assertThat(whole).hasSizeGreaterThan(5).anyMatch(one -> one.symbol().contains("local"));
        Path folder = temporary.resolve("names");
        assertThat(functions(cargo.listen(flags, folder, log).diagnostics())).isEqualTo(whole);
        assertThat(folder.resolve(Crates.host()).resolve("release/a-tool")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"fat\"", "\"thin\"", "\"off\"", "true", "false"})
    void theProfilesLtoChangesNoName(String lto) throws IOException {
        manifest("lto = " + lto + "\n");
        namesAreThoseOfAWholeBuild(cargo(Map.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Clto -Cembed-bitcode=yes",
                "-C lto=thin -C embed-bitcode=yes",
                "--codegen lto=no",
                "--cfg lto=\"fat\" --emit asm"
            })
    void theFlagsLtoChangesNoName(String flags) throws IOException {
        namesAreThoseOfAWholeBuild(cargo(Map.of("RUSTFLAGS", flags), Map.of()));
    }

    /** Writes a wrapper without which the crate does not compile. */
    private Path wrapper(String cfg) throws IOException {
        Path wrapper = Crates.write(crate.resolve("my tools/" + cfg), """
                #!/bin/sh
                case " $* " in *" --crate-name "*) exec "$@" --cfg %s ;; esac
                exec "$@"
                """.formatted(cfg));
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        Path main = crate.resolve("src/main.rs");
        Crates.write(
                main,
                Files.readString(main)
                        + "#[cfg(not(%s))]\ncompile_error!(\"%s is not called\");\n".formatted(cfg, cfg));
        return wrapper;
    }

    /** Without its wrapper the crate does not compile. */
    private void compilesForNames(Map<String, String> inherited, Map<String, String> added) throws IOException {
        CargoBuild.Heard heard =
                cargo(inherited, added).listen(listing(), temporary.resolve("names"), temporary.resolve("build.log"));
        assertThat(functions(heard.diagnostics())).anyMatch(one -> one.symbol().contains("local"));
    }

    @ParameterizedTest
    @CsvSource({"rustc-wrapper,", "rustc-wrapper,--cfg x", "rustc-workspace-wrapper,--cfg x"})
    void aWrapperOfTheConfigurationIsCalled(String key, String flags) throws IOException {
        wrapper("wrapped");
        Crates.write(crate.resolve(".cargo/config.toml"), "[build]\n" + key + " = \"my tools/wrapped\"\n");
        compilesForNames(flags == null ? Map.of() : Map.of("RUSTFLAGS", flags), Map.of());
    }

    @Test
    void aWrapperOfTheEnvironmentIsCalled() throws IOException {
        compilesForNames(Map.of("CARGO_BUILD_RUSTC_WRAPPER", wrapper("wrapped").toString()), Map.of());
    }

    @Test
    void aWrapperOfThePluginsEnvAndOneOfTheWorkspaceAreCalledTogether() throws IOException {
        compilesForNames(
                Map.of("RUSTC_WORKSPACE_WRAPPER", wrapper("of_workspace").toString()),
                Map.of("RUSTC_WRAPPER", wrapper("of_all").toString()));
    }

    @Test
    void anEmptyVariableMeansNoWrapperWhateverTheConfigurationHas() throws IOException {
        Crates.write(crate.resolve(".cargo/config.toml"), "[build]\nrustc-wrapper = \"no-such-wrapper\"\n");
        compilesForNames(Map.of("RUSTC_WRAPPER", ""), Map.of());
    }
}
