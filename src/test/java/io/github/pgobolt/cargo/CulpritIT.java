package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
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

/** Failing builds, and the real cargo and rustc to find out why. */
@EnabledOnOs(OS.LINUX)
class CulpritIT {

    @TempDir
    Path temporary;

    private final ProcessRunner processes = Crates.runner(Map.of());
    private final List<String> told = new ArrayList<>();
    private Path crate;

    @BeforeEach
    void crate() throws IOException {
        crate = temporary.toRealPath().resolve("crate");
        Crates.packageNamed(crate, "tool", "");
        Crates.main(crate, "src/main.rs");
    }

    /** Returns the message for a failing build. */
    private String said(BuildSettings settings, List<String> userFlags, String... variantFlags) throws IOException {
        return said(PathRemap.NONE, settings, userFlags, variantFlags);
    }

    private String said(PathRemap paths, BuildSettings settings, List<String> userFlags, String... variantFlags)
            throws IOException {
        UserFlags flags = new UserFlags(userFlags, "RUSTFLAGS", null, null, null);
        Subject subject = new CargoMetadata(processes, List.of("cargo"))
                .subject(new SubjectQuery(null, crate, null, null, null, null), Crates.host());
        CargoBuild cargo = new CargoBuild(processes, List.of("cargo"), subject, settings, flags, paths);
        Path log = temporary.resolve("build.log");
        BuildFailure failure = catchThrowableOfType(
                BuildFailure.class,
                () -> cargo.build(List.of(variantFlags), false, temporary.resolve("target"), false, log));
        assertThat(failure).hasMessageNotContaining("does not compile");
        Failure explained = new Culprit(processes, flags, temporary.resolve("culprit.log"), told::add).of(failure);
        assertThat(explained.kind()).isEqualTo(Failure.Kind.USER);
        return explained.getMessage();
    }

    private static BuildSettings settings(String lto) {
        return SoundSettingsTest.settings(lto, List.of());
    }

    @Test
    void aCrateThatDoesNotCompileIsSaidNotTo() throws IOException {
        Files.writeString(crate.resolve("src/main.rs"), "fn main() { let n: u32 = \"seven\"; }\n");
        assertThat(said(settings("fat"), List.of(), "-Cprofile_generate=/nowhere"))
                .startsWith(
                        "The crate does not compile: cargo build of bin 'tool' ended with exit 101, and without anything that this plugin"
                                + " adds it fails, too.")
                .contains("error[E0308]", "The command was:");
        assertThat(told).hasSize(1);
    }

    @Test
    void anExportedFunctionThatNothingCallsIsKeptByTheCounters() throws IOException {
        Files.writeString(crate.resolve("src/main.rs"), """
                extern "C" { fn nowhere_defined(n: u64) -> u64; }
                #[no_mangle]
                pub extern "C" fn exported(n: u64) -> u64 { unsafe { nowhere_defined(n) } }
                fn main() { println!("hello"); }
                """);
        assertThat(said(
                        settings("inherit"),
                        List.of(),
                        "-Cstrip=none",
                        "-Cprofile_generate=" + temporary.resolve("stray")))
                .startsWith(
                        "The crate compiles, but not with all that this plugin adds: cargo build of bin 'tool' ended with exit 101.\n"
                                + "It is -Cprofile-generate, which counts in every function")
                .contains(
                        "without it the build goes well. Go without it: -Dpgobolt.pgo=off, which is BOLT alone",
                        "nowhere_defined");
    }

    @Test
    void aMacroThatOpensTheFileOfItsCallerIsNotMadeForOtherPaths() throws IOException {
        Crates.packageNamed(crate, "tool", "[workspace]\n[dependencies]\nreader = { path = \"reader\" }\n");
        Crates.packageNamed(crate.resolve("reader"), "reader", "[lib]\nproc-macro = true\n");
        Crates.write(crate.resolve("reader/src/lib.rs"), """
                #[proc_macro]
                pub fn lines(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
                    let file = proc_macro::Span::call_site().file();
                    std::fs::read_to_string(&file).expect(&file).lines().count().to_string().parse().unwrap()
                }
                """);
        Crates.write(crate.resolve("build.rs"), """
                fn main() {
                    let out = std::env::var("OUT_DIR").unwrap();
                    std::fs::write(out + "/made.rs", "pub const LINES: usize = reader::lines!();").unwrap();
                }
                """);
        Files.writeString(crate.resolve("src/main.rs"), """
                include!(concat!(env!("OUT_DIR"), "/made.rs"));
                fn main() { println!("{}", LINES); }
                """);
        assertThat(said(
                        new PathRemap(Map.of(crate, ".")),
                        settings("inherit"),
                        List.of("-Cdebuginfo=0"),
                        "-Cstrip=none"))
                .startsWith("The crate compiles, but not with all that this plugin adds")
                .contains("It is --remap-path-prefix, which keeps", "Go without it: -Dpgobolt.remapPaths=false")
                .contains("/target/" + Crates.host());
    }

    @Test
    void aFlagOfTheUsersThatRustcRefusesBesideOneOfTheseIsNoFaultOfTheCrate() throws IOException {
        assertThat(said(
                        settings("inherit"),
                        List.of("-Cinstrument-coverage"),
                        "-Cprofile_generate=" + temporary.resolve("stray")))
                .contains("It is -Cprofile-generate", "instrument-coverage");
    }

    @Test
    void whatGoesWellTheSecondTimeIsBlamedOnNothing() throws IOException {
        Files.writeString(crate.resolve("build.rs"), """
                fn main() {
                    println!("cargo:rerun-if-changed=/no/such/file");
                    let mark = std::path::Path::new("ran");
                    let first = !mark.exists();
                    std::fs::write(mark, "").unwrap();
                    assert!(!first, "disturbed");
                }
                """);
        assertThat(said(settings("inherit"), List.of(), "-Cstrip=none"))
                .startsWith("cargo build of bin 'tool' ended with exit 101, and went well when it was tried again")
                .contains("Start the build again", "disturbed");
    }

    @Test
    void ltoIsNamedWhereItIsAddedAndTheOneToBlame() throws IOException {
        assertThat(said(
                        settings("thin"),
                        List.of("-Cembed-bitcode=no"),
                        "-Cstrip=none",
                        "-Cprofile_generate=" + temporary.resolve("stray")))
                .contains("It is lto = \"thin\", which", "Go without it: -Dpgobolt.lto=inherit");
        assertThat(told).as("each build is announced").hasSize(4);
    }

    @Test
    void argumentsThatCargoDoesNotKnowAreNoFaultOfTheCrateEither() throws IOException {
        BuildSettings settings = new BuildSettings(
                List.of(),
                false,
                "release",
                List.of("--no-such-argument"),
                Map.of(),
                List.of(),
                "inherit",
                "1",
                null,
                "same",
                true,
                false,
                60,
                CrossTool.none);
        Subject subject = new CargoMetadata(processes, List.of("cargo"))
                .subject(new SubjectQuery(null, crate, null, null, null, null), Crates.host());
        CargoBuild cargo =
                new CargoBuild(processes, List.of("cargo"), subject, settings, UserFlags.NONE, PathRemap.NONE);
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> cargo.build(
                        List.of(), false, temporary.resolve("target"), false, temporary.resolve("build.log")));
        assertThat(failure)
                .isNotInstanceOf(BuildFailure.class)
                .hasMessageContaining("cargo does not take the arguments")
                .hasMessageContaining("--no-such-argument");
    }
}
