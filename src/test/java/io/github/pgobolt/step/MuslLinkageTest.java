package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MuslLinkageTest {

    private static final String TRIPLE = "x86_64-unknown-linux-musl";

    @ParameterizedTest
    @ValueSource(strings = {"libc.so", "libc.musl-x86_64.so.1", "libgcc_s.so.1", "ld-musl-x86_64.so.1"})
    void whatMuslHasIsFine(String library) {
        assertThatCode(() -> MuslLinkage.require(TRIPLE, Path.of("liba.so"), List.of(library)))
                .doesNotThrowAnyException();
    }

    @Test
    void aStaticFileNeedsNothing() {
        assertThatCode(() -> MuslLinkage.require(TRIPLE, Path.of("a"), List.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libc.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"})
    void glibcIsNamedWithWhatLinksForMusl(String library) {
        assertThatThrownBy(() -> MuslLinkage.require(TRIPLE, Path.of("liba.so"), List.of("libgcc_s.so.1", library)))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(
                        "liba.so is for musl",
                        library,
                        "-Dpgobolt.crossTool=zigbuild",
                        "CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER");
    }
}
