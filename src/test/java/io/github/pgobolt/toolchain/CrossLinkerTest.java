package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossLinkerTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "aarch64-unknown-linux-gnu, CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER",
        "thumbv8m.main-none-eabihf, CARGO_TARGET_THUMBV8M_MAIN_NONE_EABIHF_LINKER",
    })
    void cargosVariable(String triple, String variable) {
        assertThat(CrossLinker.variable(triple)).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource({
        "aarch64-unknown-linux-gnu, aarch64-linux-gnu-gcc",
        "armv7-unknown-linux-gnueabihf, arm-linux-gnueabihf-gcc",
        "arm-unknown-linux-gnueabi, arm-linux-gnueabi-gcc",
        "riscv64gc-unknown-linux-gnu, riscv64-linux-gnu-gcc",
        "x86_64-pc-windows-gnu, x86_64-w64-mingw32-gcc",
        "x86_64-unknown-linux-musl, musl-gcc",
        "aarch64-unknown-linux-musl, aarch64-linux-gnu-gcc",
        "aarch64-unknown-linux-musl, aarch64-linux-musl-gcc",
    })
    void whatDistributionsCallIt(String triple, String name) {
        FakeMachine machine = new FakeMachine(root);
        SearchPath path = SearchPath.of(Map.of("PATH", machine.bin().toString()), Map.of());
        assertThat(CrossLinker.installed(triple, path)).isEmpty();
        machine.script("bin/" + name, "exit 0");
        assertThat(CrossLinker.installed(triple, path))
                .containsExactly(machine.bin().resolve(name));
    }

    @Test
    void muslsOwnComesFirst() {
        FakeMachine machine = new FakeMachine(root);
        machine.script("bin/x86_64-linux-gnu-gcc", "exit 0").script("bin/musl-gcc", "exit 0");
        SearchPath path = SearchPath.of(Map.of("PATH", machine.bin().toString()), Map.of());
        assertThat(CrossLinker.installed("x86_64-unknown-linux-musl", path))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("musl-gcc", "x86_64-linux-gnu-gcc");
    }

    @Test
    void noneIsLookedForWhereNoNameIsKnown() {
        assertThat(CrossLinker.installed("aarch64-apple-darwin", SearchPath.of(System.getenv(), Map.of())))
                .isEmpty();
        assertThat(CrossLinker.debianPackage("aarch64-apple-darwin")).isEmpty();
        assertThat(CrossLinker.debianPackage("x86_64-pc-windows-msvc")).isEmpty();
        assertThat(CrossLinker.debianLibrary("x86_64-unknown-linux-musl"))
                .as("rustup's own")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aarch64-unknown-linux-gnu, gcc-aarch64-linux-gnu, libc6-dev-arm64-cross",
        "armv7-unknown-linux-gnueabihf, gcc-arm-linux-gnueabihf, libc6-dev-armhf-cross",
        "x86_64-unknown-linux-gnu, gcc-x86-64-linux-gnu, libc6-dev-amd64-cross",
        "riscv64gc-unknown-linux-gnu, gcc-riscv64-linux-gnu, libc6-dev-riscv64-cross",
        "powerpc64le-unknown-linux-gnu, gcc-powerpc64le-linux-gnu, libc6-dev-ppc64el-cross",
        "x86_64-pc-windows-gnu, gcc-mingw-w64-x86-64, mingw-w64-x86-64-dev",
        "i686-pc-windows-gnu, gcc-mingw-w64-i686, mingw-w64-i686-dev",
    })
    void debiansPackages(String triple, String linker, String library) {
        assertThat(CrossLinker.debianPackage(triple)).contains(linker);
        assertThat(CrossLinker.debianLibrary(triple)).contains(library);
    }
}
