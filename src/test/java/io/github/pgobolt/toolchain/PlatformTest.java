package io.github.pgobolt.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "x86_64-unknown-linux-gnu, linux-x86_64, linux-x86-64, true",
        "aarch64-unknown-linux-musl, linux-aarch_64, linux-aarch64, true",
        "x86_64-apple-darwin, osx-x86_64, darwin-x86-64, false",
        "aarch64-apple-darwin, osx-aarch_64, darwin-aarch64, false",
        "x86_64-pc-windows-msvc, windows-x86_64, win32-x86-64, false",
        "riscv64gc-unknown-linux-gnu, linux-riscv64gc, linux-riscv64gc, false",
        "aarch64-linux-android, other-aarch_64, other-aarch64, false",
        "aarch64-apple-ios, other-aarch_64, other-aarch64, false"
    })
    void namesOfOtherTools(String triple, String classifier, String jnaName, boolean boltable) {
        Platform platform = Platform.ofTriple(triple);

        assertThat(platform.classifier()).isEqualTo(classifier);
        assertThat(platform.jnaName()).isEqualTo(jnaName);
        assertThat(platform.boltable()).isEqualTo(boltable);
    }
}
