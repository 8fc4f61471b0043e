package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodegenOptionTest {

    @Test
    void everySpellingOfRustcIsOne() {
        List<String> flags = List.of(
                "-Clto=fat",
                "-C",
                "prefer-dynamic",
                "--cfg",
                "x",
                "--codegen=embed_bitcode=no",
                "--codegen",
                "link-arg=-Wl,-rpath,/a=b",
                "-Dwarnings",
                "-C");
        assertThat(CodegenOption.of(flags))
                .containsExactly(
                        new CodegenOption("lto", "fat", 0, 1),
                        new CodegenOption("prefer-dynamic", null, 1, 3),
                        new CodegenOption("embed-bitcode", "no", 5, 6),
                        new CodegenOption("link-arg", "-Wl,-rpath,/a=b", 6, 8));
    }

    @Test
    void theLastOfANameHolds() {
        assertThat(CodegenOption.last(List.of("-Cprefer-dynamic", "-Cprefer_dynamic=no"), "prefer-dynamic")
                        .isOff())
                .isTrue();
        assertThat(CodegenOption.last(List.of("-Cprefer-dynamic"), "prefer-dynamic")
                        .isOn())
                .isTrue();
        assertThat(CodegenOption.last(List.of("-Clto"), "prefer-dynamic")).isNull();
    }
}
