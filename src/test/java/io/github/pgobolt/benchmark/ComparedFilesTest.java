package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedFilesTest {

    @Test
    void filesAreNamedInOrder() {
        assertThat(ComparedFiles.parse("old=a/b, new=/c/d=e", Path.of("/base")))
                .containsExactly(new Variant("old", Path.of("/base/a/b")), new Variant("new", Path.of("/c/d=e")));
        assertThat(ComparedFiles.parse("old=a,b,new=c", Path.of("/x")))
                .containsExactly(new Variant("old", Path.of("/x/a,b")), new Variant("new", Path.of("/x/c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "path", "=path", "name=", "a=b,=c"})
    void whatIsNotOfTheFormSaysTheForm(String text) {
        assertThatThrownBy(() -> ComparedFiles.parse(text, Path.of("/")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("-Dpgobolt.benchmark.files=");
    }
}
