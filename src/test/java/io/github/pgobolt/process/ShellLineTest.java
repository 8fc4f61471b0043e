package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In real shells, a line written for people gives the intended process. */
@DisabledOnOs(OS.WINDOWS)
class ShellLineTest {

    private static final List<String> WORDS = List.of(
            "plain",
            "",
            " ",
            "a b",
            "it's",
            "''",
            "\"",
            "$HOME",
            "`id`",
            "$(id)",
            "a\\b",
            "\\",
            "*",
            "?",
            "[a]",
            "~",
            "#x",
            "!",
            "a;b",
            "&",
            "|",
            "(",
            "-n",
            "--x=y z",
            "%d%%",
            "a\tb",
            "a\nb",
            "a\n",
            "\n",
            "a\n\n",
            "a\u001fb",
            "-C\u001f-C\n",
            "\u001f",
            "it's\u001f%s\\n$x`y`\"",
            "\u001b[1m",
            "é ✓",
            "@",
            "a=b",
            "{a,b}",
            "^x");

    @TempDir
    Path folder;

    private final ProcessRunner runner = new ProcessRunner();

    private String through(String shell, Command command) throws IOException {
        assumeTrue(runner.run(Command.of(shell, "-c", "exit 0")).ok(), shell + " is not here");
        Outcome outcome = runner.run(Command.of(shell, "-c", command.line()));
        assertThat(outcome.stderr()).isEmpty();
        return outcome.stdout();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void everyWordComesBack(String shell) throws IOException {
        List<String> argv = new ArrayList<>(List.of("/usr/bin/env", "printf", "%s\\0"));
        argv.addAll(WORDS);
        List<String> back = List.of(through(shell, Command.of(argv)).split("\0", -1));
        assertThat(back.subList(0, back.size() - 1)).isEqualTo(WORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void directoryAndEnvironmentComeBackToo(String shell) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("it's a folder"));
        Map<String, String> change = new HashMap<>();
        change.put("CARGO_ENCODED_RUSTFLAGS", "-Ca\u001f-Cb=c d");
        change.put("HOME", null);
        change.put("with.dot", "x");
        assertThat(through(shell, Command.of("pwd").in(directory))).isEqualTo(directory.toRealPath() + "\n");
        assertThat(through(shell, Command.of("env").in(directory).with(change)).lines())
                .contains("CARGO_ENCODED_RUSTFLAGS=-Ca\u001f-Cb=c d", "with.dot=x")
                .noneMatch(line -> line.startsWith("HOME="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/cargo", "-Cprofile-use=/w/x.profdata", "+nightly", "a,b", "100%"})
    void wordsThatNeedNoQuotesHaveNone(String word) {
        assertThat(ShellLine.quote(word)).isEqualTo(word);
    }
}
