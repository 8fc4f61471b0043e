package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContenderTest {

    @Test
    void filesAreNamedInOrder() {
        assertThat(Contender.parse("old=a/b, new=/c/d=e", Path.of("/base")))
                .containsExactly(new Contender("old", Path.of("/base/a/b")), new Contender("new", Path.of("/c/d=e")));
        assertThat(Contender.parse("old=a,b,new=c", Path.of("/x")))
                .containsExactly(new Contender("old", Path.of("/x/a,b")), new Contender("new", Path.of("/x/c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "path", "=path", "name=", "a=b,=c"})
    void whatIsNotOfTheFormSaysTheForm(String text) {
        assertThatThrownBy(() -> Contender.parse(text, Path.of("/")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("-Dpgobolt.benchmark.files=");
    }
}
