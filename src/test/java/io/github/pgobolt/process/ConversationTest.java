package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void linesGoAndCome() throws IOException {
        try (Conversation cat = Conversation.start(new ProcessRunner(), Command.of("cat"))) {
            cat.writeLine("eins, zwei, drü");
            assertThat(cat.readLine(SOON)).contains("eins, zwei, drü");
            assertThat(cat.readLine(Duration.ofMillis(50))).as("nothing yet").isNull();
            assertThat(cat.isAlive()).isTrue();
            cat.close();
            assertThat(cat.readLine(SOON)).isEmpty();
            assertThat(cat.readLine(SOON)).as("the end stays the end").isEmpty();
        }
    }

    @Test
    void theEnvironmentIsTheRunnersWithTheCommandsAdditions() throws IOException {
        Command command =
                Command.of("/bin/sh", "-c", "echo $A-$B-$HOME; echo oops >&2").with("B", "two");
        Path errors = folder.resolve("sub/errors");
        try (Conversation sh =
                Conversation.start(new ProcessRunner(Map.of("A", "one")), command.writeTo(null, errors))) {
            assertThat(sh.readLine(SOON)).contains("one-two-");
            assertThat(sh.readLine(SOON)).isEmpty();
        }
        assertThat(errors).hasContent("oops");
    }

    @Test
    void closingEndsTheWholeTree() throws IOException {
        Path alive = folder.resolve("alive");
        // A shell that ignores TERM, does not read its input, and has a child that would write after two seconds.
        String script =
                "trap '' TERM; (sleep 6; touch " + ShellLine.quote(alive.toString()) + ") & echo $!; wait; sleep 60";
        long child;
        try (Conversation sh = Conversation.start(new ProcessRunner(), Command.of("sh", "-c", script))) {
            child = Long.parseLong(sh.readLine(SOON).orElseThrow());
            assertThat(ProcessHandle.of(child)).isPresent();
        }
        // Ended, even if nobody has waited for it: a container without an init leaves it as a zombie.
        assertThat(ProcessHandle.of(child).filter(ProcessTree::isRunning)).isEmpty();
        assertThat(Files.exists(alive)).isFalse();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Conversation.start(new ProcessRunner(), Command.of("no-such-program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot run no-such-program");
    }

    /** 40 MB for a reader that reads nothing; a full pipe would block the process at 64 KiB. */
    @Test
    void aChattyProcessNeitherWaitsNorFillsTheMemory() throws IOException {
        String chatty = "head -c 40000000 /dev/zero | tr '\\0' 'x' | fold -w 99; echo; echo last";
        try (Conversation unread = Conversation.start(new ProcessRunner(), Command.of("sh", "-c", chatty));
                Conversation ignored = Conversation.start(new ProcessRunner(), Command.of("sh", "-c", chatty))) {
            ignored.ignoreOutput();
            assertThat(unread.awaitEnd(Duration.ofSeconds(60))).isTrue();
            assertThat(ignored.awaitEnd(Duration.ofSeconds(60))).isTrue();
            assertThat(ignored.readLine(SOON)).isEmpty();
            long characters = 0;
            String newest = "";
            for (Optional<String> line = unread.readLine(SOON); line.isPresent(); line = unread.readLine(SOON)) {
                characters += line.get().length();
                newest = line.get();
            }
            assertThat(characters).isBetween(1_000_000L, 9_000_000L);
            assertThat(newest).endsWith("last");
        }
    }

    @Test
    void askingToEndSaysWhetherItDid() throws IOException {
        try (Conversation obedient = Conversation.start(new ProcessRunner(), Command.of("sleep", "60"));
                Conversation deaf = Conversation.start(
                        new ProcessRunner(),
                        Command.of("sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done"))) {
            assertThat(deaf.readLine(SOON)).isEqualTo(Optional.of("up"));
            assertThat(obedient.terminate(SOON)).isTrue();
            assertThat(obedient.exit()).isEqualTo(128 + 15);
            assertThat(deaf.terminate(Duration.ofMillis(300))).isFalse();
        }
    }
}
