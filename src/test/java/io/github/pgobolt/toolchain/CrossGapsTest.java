package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of linkers as they were printed; src/it/targets-trouble has the real ones. */
class CrossGapsTest {

    private static final String ARM = "aarch64-unknown-linux-gnu";

    @TempDir
    Path root;

    private CrossGaps gaps(String osRelease) {
        FakeMachine machine = new FakeMachine(root).osRelease(osRelease);
        return new CrossGaps(new Hints(Distribution.of(new Platform("linux", "x86_64"), root, machine.processes())));
    }

    @Test
    void whatALinkerDoesNotFind() {
        assertThat(CrossGaps.lacking("= note: /usr/bin/ld: cannot find -lfoo: No such file or directory"))
                .containsExactly("-lfoo");
        assertThat(CrossGaps.lacking("/usr/bin/ld: cannot find -lfoo\n/usr/bin/ld: cannot find -lbar-2.0"))
                .as("binutils before 2.37")
                .containsExactly("-lfoo", "-lbar-2.0");
        assertThat(CrossGaps.lacking("rust-lld: error: unable to find library -lfoo"))
                .containsExactly("-lfoo");
        assertThat(CrossGaps.lacking(
                        "error: unable to find dynamic system library \"foo\" using strategy paths_first. searched paths:\n"
                                + "error: unable to find static system library \"bar\" using strategy no_fallback."))
                .containsExactly("-lfoo", "-lbar");
        assertThat(CrossGaps.lacking("ld: library not found for -lfoo\nld: library 'bar' not found"))
                .containsExactly("-lfoo", "-lbar");
        assertThat(CrossGaps.lacking("error: linker `arm-gcc` not found\nNo such file or directory (os error 2)"))
                .isEmpty();
    }

    @Test
    void theCLibraryIsAPackageOfItsOwn() {
        Missing gap = gaps("ID=debian\n")
                .linker(
                        ARM,
                        "ld: cannot find Scrt1.o: No such file or directory\nld: cannot find crti.o: No such file or directory\n"
                                + "ld: cannot find -lc: No such file or directory");
        assertThat(gap.what()).isEqualTo("the C library for " + ARM);
        assertThat(gap.why()).contains("Scrt1.o, crti.o, -lc");
        assertThat(gap.fix().commands()).contains(List.of("apt-get", "install", "-y", "libc6-dev-arm64-cross"));
        assertThat(gaps("ID=fedora\n")
                        .linker(ARM, "ld: cannot find crt1.o")
                        .fix()
                        .text())
                .contains("libc6-dev-arm64-cross", "-Dpgobolt.crossTool=zigbuild");
    }

    @Test
    void aLibraryOfTheUsersFlagsIsNamedWithWhereTheyAre() {
        Missing gap = gaps("ID=debian\n").linker(ARM, "ld: cannot find -lfoo: No such file or directory");
        assertThat(gap.what()).isEqualTo("-lfoo for " + ARM);
        assertThat(gap.fix().text()).contains("[target." + ARM + "] rustflags", "take -lfoo out", "RUSTFLAGS");
        assertThat(gap.fix().commands()).as("no package is known to have it").isEmpty();
    }

    @Test
    void anythingElseIsTheLinker() {
        Missing gap = gaps("ID=debian\n").linker(ARM, "error: linker `aarch64-linux-gnu-gcc` not found");
        assertThat(gap.what()).isEqualTo("a linker for " + ARM);
        assertThat(gap.sentence()).contains("linker `aarch64-linux-gnu-gcc` not found", "gcc-aarch64-linux-gnu");
        assertThat(gaps("ID=debian\n").linker(ARM, "ld: cannot find -lgcc_s").what())
                .isEqualTo("a linker for " + ARM);
        assertThat(gaps("ID=debian\n")
                        .linker("aarch64-apple-darwin", "cc: error: unrecognized command-line option '-arch'")
                        .sentence())
                .contains("Apple's linker and SDK are not here", "crossTool=zigbuild");
    }
}
