package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with what a real sh makes of the same line. */
@DisabledOnOs(OS.WINDOWS)
class ShellWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b  c",
                " a ",
                "''",
                "a '' b",
                "\"\"",
                "'a b' c",
                "\"a b\"c",
                "a\\ b",
                "'it'\\''s'",
                "\"a\\\"b\"",
                "\"a\\nb\"",
                "'a\\nb'",
                "a\\nb",
                "\"\\\\\"",
                "\\\\",
                "a\\'b",
                "--x='y z'",
                "\"it's\"",
                "'say \"x\"'",
                "a\tb",
                "a \\\nb",
                "a\\\nb",
                "\"a\\\nb\"",
                "'a\\\nb'",
                "\"a\nb\"",
                "é\u2003x",
                "a\\\"b",
                "\"\\$x\"",
                "\\$x",
                "'$x'",
                "x=1 y",
                "end\\\\"
            })
    void theWordsAreThoseOfARealShell(String line) throws IOException {
        Command shell =
                Command.of("sh", "-c", "for_each() { for word; do printf '%s\\0' \"$word\"; done; }\nfor_each " + line);
        String printed = new ProcessRunner().run(shell).stdout();
        List<String> expected = printed.isEmpty()
                ? List.of()
                : List.of(printed.substring(0, printed.length() - 1).split("\0", -1));
        assertThat(ShellWords.split(line, "pgobolt.train")).isEqualTo(expected);
    }

    @Test
    void aLineBreakSeparatesWordsAsInAPom() {
        assertThat(ShellWords.split("\n  a\r\n  b\n", "x")).containsExactly("a", "b");
    }

    @Test
    void nothingElseOfAShellIsDone() {
        assertThat(ShellWords.split("$HOME *.txt a|b >c `id` #d", "x"))
                .containsExactly("$HOME", "*.txt", "a|b", ">c", "`id`", "#d");
        assertThat(ShellWords.split("", "x")).isEmpty();
        assertThat(ShellWords.split("   ", "x")).isEmpty();
    }

    @Test
    void anOpenQuoteIsNamed() {
        assertThatThrownBy(() -> ShellWords.split("--name 'x", "pgobolt.train"))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "-Dpgobolt.train has a ' that is not closed: --name 'x\nClose it, or write \\' where the character itself is meant.");
    }
}
