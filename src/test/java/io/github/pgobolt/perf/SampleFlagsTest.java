package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The flags for each rustc, from the output of real ones for {@code -C help} and {@code -Z help}. */
class SampleFlagsTest {

    private static final Path PROFILE = Path.of("/w/x.prof");

    @TempDir
    Path folder;

    private static String captured(String file) throws IOException {
        try (InputStream in = SampleFlagsTest.class.getResourceAsStream("rustc-" + file + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RustToolchain rust(Path rustc, Path sysroot, String release, String channel) {
        Tool tool = new Tool("rustc", rustc, release, 23, "0".repeat(64));
        return new RustToolchain(
                null, tool, release, null, "x86_64-unknown-linux-gnu", 23, "23.1.4", sysroot, channel, true);
    }

    private static SampleFlags flags(String release, String... files) throws IOException {
        StringBuilder help = new StringBuilder();
        for (String file : files) {
            help.append(captured(file)).append('\n');
        }
        RustToolchain rust = rust(Path.of("/sysroot/bin/rustc"), Path.of("/sysroot"), release, "");
        return SampleFlags.of(rust, RustcOptions.parse(help.toString()));
    }

    @Test
    void nightlyOfOldHasBothUnderTheirOldNames() throws IOException {
        SampleFlags flags = flags("1.97.0-nightly", "1.97.0-nightly-C", "1.97.0-nightly-Z");

        assertThat(flags.recording(List.of())).containsExactly("-Zdebug-info-for-profiling", "-Cdebuginfo=1");
        assertThat(flags.using(List.of(), PROFILE))
                .containsExactly("-Zdebug-info-for-profiling", "-Cdebuginfo=1", "-Zprofile-sample-use=/w/x.prof");
        assertThat(flags.note()).isEmpty();
    }

    @Test
    void nightlyOfTodayHasTheStableOptionAndTheNewName() throws IOException {
        SampleFlags flags = flags("1.101.0-nightly", "1.101.0-nightly-C", "1.101.0-nightly-Z");

        assertThat(flags.using(List.of(), PROFILE))
                .containsExactly("-Zdebuginfo-for-profiling", "-Cdebuginfo=1", "-Cprofile-sample-use=/w/x.prof");
        assertThat(flags.note()).isEmpty();
    }

    @Test
    void whereMinusZIsNotAllowedTheStableOptionServesAloneAndANoteSaysSo() throws IOException {
        SampleFlags flags = flags("1.100.0-beta.7", "1.100.0-beta.7-C");

        assertThat(flags.recording(List.of())).containsExactly("-Cdebuginfo=1");
        assertThat(flags.using(List.of(), PROFILE)).containsExactly("-Cdebuginfo=1", "-Cprofile-sample-use=/w/x.prof");
        assertThat(flags.note())
                .hasValueSatisfying(note -> assertThat(note)
                        .contains(
                                "1.100.0-beta.7",
                                "does not allow -Zdebuginfo-for-profiling",
                                "-Dpgobolt.toolchain=nightly"));
    }

    @Test
    void aStableThatIsAllowedMinusZHasWhatNightlyOfItsTimeHad() throws IOException {
        SampleFlags flags = flags("1.99.1", "1.99.1-C", "1.99.1-bootstrap-Z");

        assertThat(flags.using(List.of(), PROFILE))
                .containsExactly("-Zdebuginfo-for-profiling", "-Cdebuginfo=1", "-Zprofile-sample-use=/w/x.prof");
    }

    @Test
    void aRustcWithNeitherIsNamedWithWhatItLacksAndBothWaysOut() throws IOException {
        for (String release : List.of("1.70.0", "1.99.1")) {
            SampleFlags flags = flags(release, release + "-C");

            assertThatThrownBy(() -> flags.using(List.of(), PROFILE))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(release + " (/sysroot/bin/rustc)")
                    .hasMessageContaining("has no -Cprofile-sample-use")
                    .hasMessageContaining("-Z options, -Zprofile-sample-use among them, it does not allow")
                    .hasMessageContaining("-Dpgobolt.toolchain=nightly")
                    .hasMessageContaining("-Dpgobolt.pgoMode=instrument");
            assertThat(flags.note()).as("the message is enough").isEmpty();
        }
        SampleFlags removed = SampleFlags.of(
                rust(Path.of("/r"), Path.of("/"), "2.0.0-nightly", ""),
                RustcOptions.parse("    -C  opt-level=val -- level\n    -Z  verbose-internals=val -- more\n"));
        assertThatThrownBy(removed::require).hasMessageContaining("no -Zprofile-sample-use either");
    }

    @Test
    void aFullerDebugInformationStays() throws IOException {
        SampleFlags flags = flags("1.100.0-beta.7", "1.100.0-beta.7-C");

        assertThat(flags.recording(List.of("-Cdebuginfo=2"))).isEmpty();
        assertThat(flags.recording(List.of("-Cdebuginfo=0"))).containsExactly("-Cdebuginfo=1");
    }

    @Test
    void optionsAreThoseOfTheListAndNotOfItsExplanations() throws IOException {
        RustcOptions options = RustcOptions.parse(captured("1.101.0-nightly-C") + captured("1.101.0-nightly-Z"));

        assertThat(options.has("-Cprofile-use")).isTrue();
        assertThat(options.has("-Zprofile-use")).isFalse();
        assertThat(options.has("-Car")).as("listed as removed").isFalse();
        assertThat(options.names()).hasSizeGreaterThan(250).allMatch(name -> name.matches("-[CZ][a-z0-9-]+"));
        String refusal = "error: the option `Z` is only accepted on the nightly compiler\n";
        assertThat(RustcOptions.parse(refusal).names()).isEmpty();
    }

    @Test
    void aProfileThatRustcCouldNotReadIsNoticedThoughItExitsWithZero() {
        String unknown = "error: /w/x.prof: Could not open profile: Unrecognized sample profile encoding format";
        String truncated = "error: /w/x.prof: profile reading failed: Malformed sample profile data";
        assertThat(SampleFlags.rejected("   Compiling x\n" + unknown + "\n\n")).hasValue(unknown);
        assertThat(SampleFlags.rejected(truncated)).hasValue(truncated);
        assertThat(SampleFlags.rejected("     Running `rustc -Cprofile-sample-use=/w/x.prof`\n"))
                .isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void rustcIsAskedOnceAndAgainWhenItIsAnotherOrMayDoMore() throws IOException {
        Path calls = folder.resolve("calls");
        Path rustc = Files.writeString(
                folder.resolve("rustc"),
                "#!/bin/sh\necho \"$*\" >> '" + calls + "'\n"
                        + "case \"$RUSTC_BOOTSTRAP $*\" in *'-C help') echo '    -C  profile-use=val -- x';;\n"
                        + "'1 '*) echo '    -Z  profile-sample-use=val -- x';; *) echo refused >&2; exit 1;; esac\n");
        Files.setPosixFilePermissions(rustc, PosixFilePermissions.fromString("rwxr-xr-x"));
        RustToolchain rust = rust(rustc, folder, "1.99.1", "+stable");
        Path file = folder.resolve("work/rustc-options.txt");
        ProcessRunner processes = new ProcessRunner();

        RustcOptions first = RustcOptions.kept(file, processes, rust, folder, Map.of());
        assertThat(first.names()).containsExactly("-Cprofile-use");
        assertThat(RustcOptions.kept(file, processes, rust, folder, Map.of())).isEqualTo(first);
        assertThat(Files.readAllLines(calls)).containsExactly("-C help", "-Z help");

        Map<String, String> bootstrap = Map.of(RustToolchain.BOOTSTRAP, "1");
        assertThat(RustcOptions.kept(file, processes, rust, folder, bootstrap).has("-Zprofile-sample-use"))
                .isTrue();
        assertThat(RustcOptions.kept(file, processes, rust, folder, Map.of())).isEqualTo(first);
        RustToolchain proxied = rust(rustc, folder.resolve("elsewhere"), "1.99.1", "+stable");
        RustcOptions.kept(file, processes, proxied, folder, Map.of());
        assertThat(Files.readAllLines(calls)).hasSize(8).endsWith("+stable -C help", "+stable -Z help");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRustcThatListsNothingIsNamedWithTheCommand() throws IOException {
        Path rustc = Files.writeString(folder.resolve("rustc"), "#!/bin/sh\necho broken >&2\nexit 3\n");
        Files.setPosixFilePermissions(rustc, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() ->
                        RustcOptions.probe(new ProcessRunner(), rust(rustc, folder, "1.99.1", ""), folder, Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not list its options")
                .hasMessageContaining("broken")
                .hasMessageContaining(rustc + " -C help");
    }
}
