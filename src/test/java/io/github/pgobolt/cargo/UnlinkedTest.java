package io.github.pgobolt.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Output of linkers as it was printed. */
class UnlinkedTest {

    private static String because(int exit, String stderr) {
        return Unlinked.because(new Outcome(Command.of("cargo"), exit, false, "", stderr, Duration.ofSeconds(1)));
    }

    @Test
    void whatIsLinkedHasNoReason() {
        assertThat(because(0, "warning: an error may be near")).isNull();
    }

    @Test
    void whatIsMissingComesFirst() {
        assertThat(because(101, """
                error: linking with `aarch64-linux-gnu-gcc` failed: exit status: 1
                  |
                  = note: some arguments are omitted. use `--verbose` to show all linker arguments
                  = note: /usr/bin/ld: cannot find -lfoo
                          /usr/bin/ld: cannot find -lfoo
                          collect2: error: ld returned 1 exit status

                error: could not compile `tp` (bin "tp") due to 1 previous error
                """).lines())
                .containsExactly(
                        "= note: /usr/bin/ld: cannot find -lfoo",
                        "/usr/bin/ld: cannot find -lfoo",
                        "error: linking with `aarch64-linux-gnu-gcc` failed: exit status: 1",
                        "collect2: error: ld returned 1 exit status",
                        "error: could not compile `tp` (bin \"tp\") due to 1 previous error");
    }

    @Test
    void zigsWordsAreKnownToo() {
        assertThat(because(101, """
                error: linking with `/root/zigcc-aarch64-apple-darwin.sh` failed: exit status: 1
                  = note: error: unable to find dynamic system library "foo" using strategy paths_first. searched paths:
                """)).startsWith("= note: error: unable to find dynamic system library \"foo\"");
    }

    @Test
    void commandsAreNoReason() {
        assertThat(because(101, "     Running `rustc --cfg error -o x`\nkaputt\n"))
                .isEqualTo("exit 101");
        assertThat(because(101, "error: " + "x".repeat(400))).isEqualTo("exit 101");
    }
}
