package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with counters of the real rustc, linked without link-time optimisation and with it. */
@EnabledOnOs(OS.LINUX)
class QuickLinkIT {

    @TempDir
    Path temporary;

    private final ProcessRunner processes = Crates.runner(Map.of());
    private final List<String> said = new ArrayList<>();
    private Path crate;
    private Path sysroot;

    @BeforeEach
    void crate() throws IOException {
        crate = temporary.toRealPath().resolve("a crate");
        Outcome asked = processes.run(Command.of("rustc", "--print", "sysroot"));
        sysroot = Path.of(asked.stdout().strip());
        manifest("\"rlib\"");
        Crates.packageNamed(crate.resolve("part"), "part", "");
        Crates.write(crate.resolve("part/src/lib.rs"), """
                pub fn odd(n: u64) -> u64 { (0..n).filter(|x| x % 3 == 1).sum() }
                pub fn sorted<T: Ord>(mut v: Vec<T>) -> Vec<T> { v.sort(); v }
                pub fn never(n: u64) -> u64 { n.pow(3) }
                """);
        Crates.write(crate.resolve("src/lib.rs"), """
                #[no_mangle]
                pub extern "C" fn run(n: u64) -> u64 {
                    let all: Vec<u64> = part::sorted((0..n).map(|x| x * 7 % 13).collect());
                    if n > 1000 { part::never(n) } else { part::odd(n) + all.iter().max().unwrap_or(&0) }
                }
                """);
        Crates.write(crate.resolve("src/main.rs"), """
                fn main() {
                    println!("{}", a_tool::run(std::env::args().count() as u64 * 100));
                }
                """);
    }

    private void manifest(String types) throws IOException {
        Crates.packageNamed(
                crate, "a-tool", "[lib]\ncrate-type = [" + types + "]\n[dependencies]\npart = { path = \"part\" }\n");
    }

    private RustToolchain rust() throws IOException {
        return new RustToolchain(null, null, "1.99.1", null, Crates.host(), 23, "23.1.1", sysroot, "", true);
    }

    private Subject subject(String bin, String lib) throws IOException {
        return new CargoMetadata(processes, List.of("cargo"))
                .subject(new SubjectQuery(null, crate, null, bin, lib, null), Crates.host());
    }

    private static BuildSettings settings(String lto) {
        return new BuildSettings(
                List.of(),
                false,
                "release",
                List.of(),
                Map.of(),
                List.of(),
                lto,
                "1",
                null,
                "same",
                false,
                false,
                300,
                CrossTool.none);
    }

    private CargoBuild cargo(Subject subject) {
        return new CargoBuild(processes, List.of("cargo"), subject, settings("fat"), UserFlags.NONE, PathRemap.NONE);
    }

    private List<String> counting() {
        return List.of("-Cprofile_generate=" + temporary.resolve("stray"));
    }

    private Path log() {
        return temporary.resolve("build.log");
    }

    /** Returns what llvm-profdata says of the functions, and of what was counted in them by one run. */
    private String counted(Path program) throws IOException {
        Path raw = temporary.resolve("one.profraw");
        Files.deleteIfExists(raw);
        Outcome run = processes.run(Command.of(program).with("LLVM_PROFILE_FILE", raw.toString()));
        assertThat(run.ok()).as(run.stderr()).isTrue();
        Path profdata = sysroot.resolve("lib/rustlib").resolve(Crates.host()).resolve("bin/llvm-profdata");
        // Sparse as the plugin's own: crates of which nothing is called are not in the one file, and have zeros in the
        // other.
        return processes
                .run(Command.of(profdata, "merge", "--sparse", "--text", raw, "-o", "-"))
                .stdout();
    }

    @Test
    void theProfileIsTheSame() throws IOException {
        CargoBuild cargo = cargo(subject("a-tool", null));
        Path whole = cargo.build(counting(), false, temporary.resolve("whole"), false, log())
                .file();
        CargoBuild.Built quick =
                cargo.buildInstrumented(counting(), temporary.resolve("quick"), rust(), said::add, log());
        assertThat(quick.command().line()).contains("rustc-without-lto");
        assertThat(counted(quick.file())).isEqualTo(counted(whole)).contains("part", "\n100\n");
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cdylib\"", "\"cdylib\", \"rlib\""})
    void aLibraryKeepsItsSymbols(String types) throws IOException {
        manifest(types);
        CargoBuild.Built quick = cargo(subject(null, "a_tool"))
                .buildInstrumented(counting(), temporary.resolve("quick"), rust(), said::add, log());
        assertThat(quick.command().line()).contains("rustc-without-lto");
        Outcome symbols = processes.run(Command.of(
                sysroot.resolve("lib/rustlib").resolve(Crates.host()).resolve("bin/llvm-nm"),
                "--dynamic",
                "--defined-only",
                quick.file()));
        assertThat(symbols.stdout()).containsPattern("T run\n").doesNotContain("odd");
        assertThat(said).isEmpty();
    }

    @Test
    void whereItCannotBeLinkedSoItIsLinkedAsOthersAre() throws IOException {
        // Code that only link-time optimisation removes, and which refers to what is not there.
        Crates.write(crate.resolve("part/src/lib.rs"), """
                #[inline(never)]
                pub fn on() -> bool { false }
                """);
        Crates.write(crate.resolve("src/lib.rs"), "");
        Crates.write(crate.resolve("src/main.rs"), """
                extern "C" { fn no_such_symbol(); }
                fn main() { if part::on() { unsafe { no_such_symbol() } } }
                """);
        CargoBuild.Built built = cargo(subject("a-tool", null))
                .buildInstrumented(counting(), temporary.resolve("quick"), rust(), said::add, log());
        assertThat(built.command().line()).doesNotContain("rustc-without-lto");
        assertThat(counted(built.file())).contains("main");
        assertThat(said).singleElement().satisfies(text -> assertThat(text).contains("linking with", "takes longer"));
    }

    @Test
    void anErrorInTheSourcesIsToldAsEver() throws IOException {
        Crates.write(crate.resolve("src/main.rs"), "fn main() { no_such_function(); }\n");
        CargoBuild cargo = cargo(subject("a-tool", null));
        assertThatThrownBy(
                        () -> cargo.buildInstrumented(counting(), temporary.resolve("quick"), rust(), said::add, log()))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("no_such_function");
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fat, cc, , true",
        "thin, cc, , false",
        "inherit, cc, , false",
        "fat, clang, , false",
        "fat, cc, -Clink-arg=-fuse-ld=mold, false",
        "fat, cc, -Clink-self-contained=-linker, false",
        "fat, cc, -Clinker-plugin-lto, false",
        "fat, cc, -Clink-arg=-Wl;-z;now, true"
    })
    void itIsForTheLinkerThatComesWithRustc(String lto, String linker, String flag, boolean is) throws IOException {
        assertThat(QuickLink.of(
                                rust(),
                                subject("a-tool", null),
                                settings(lto),
                                linker,
                                flag == null ? List.of() : List.of(flag))
                        .isPresent())
                .isEqualTo(is);
    }
}
