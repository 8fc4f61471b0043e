package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: input, output, and the log. How they end is tested by ProcessTreeTest. */
@DisabledOnOs(OS.WINDOWS)
class ProcessRunnerTest {

    @TempDir
    Path folder;

    private final ProcessRunner runner = new ProcessRunner();

    private Outcome sh(String line) throws IOException {
        return runner.run(Command.of("sh", "-c", line));
    }

    @Test
    void argumentsArriveAsTheyAre() throws IOException {
        List<String> words = List.of(
                "",
                " ",
                " a ",
                "a b",
                "\"quoted\"",
                "it's",
                "${HOME}",
                "$HOME",
                "back\\slash",
                "a\nb",
                "*",
                "-x=",
                "é\u2713");
        Command printf = Command.of(concat(List.of("printf", "%s\\0"), words));
        assertThat(List.of(runner.run(printf).stdout().split("\0", -1)))
                .startsWith(words.toArray(String[]::new))
                .hasSize(words.size() + 1);
    }

    @Test
    void theLowestPriorityIsInherited() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/nice")), "needs nice");
        assertThat(runner.atLowestPriority().run(Command.of("sh", "-c", "nice")).stdout())
                .isEqualTo("19\n");
        Outcome outcome = runner.atLowestPriority().run(Command.of("sh", "-c", "exit 3"));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.command().line()).as("what is told of it").doesNotContain("nice");
    }

    @Test
    void anotherThreadEndsAWholeTreeAndNothingStartsAfterwards() throws Exception {
        ProcessRunner ended = runner.apart();
        Strand cancellation = ended.strand();
        Path started = folder.resolve("started");
        CompletableFuture<Throwable> running = CompletableFuture.supplyAsync(() ->
                catchThrowable(() -> ended.run(Command.of("sh", "-c", "sleep 600 & touch " + started + "; wait"))));
        while (!Files.exists(started)) {
            Thread.sleep(10);
        }
        cancellation.cancel("the other build failed");
        assertThat(running.get(20, TimeUnit.SECONDS))
                .isInstanceOf(Cancelled.class)
                .hasMessage("the other build failed");
        assertThatThrownBy(() -> ended.run(Command.of("true"))).isInstanceOf(Cancelled.class);
        cancellation.clear();
        assertThat(ended.run(Command.of("true")).ok()).isTrue();
    }

    @Test
    void thePeakOfMemoryIsThatOfAllThatAProcessStarted() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux");
        PeakMemory memory = new PeakMemory();
        runner.run(
                Command.of("sh", "-c", "{ head -c 100000000 /dev/zero; sleep 2; } | tail -n 1 > /dev/null"),
                memory,
                line -> true);
        assertThat(memory.bytes()).isBetween(100_000_000L, 1_000_000_000L);
        PeakMemory ofAShortOne = new PeakMemory();
        runner.run(Command.of("true"), ofAShortOne, line -> true);
        assertThat(ofAShortOne.bytes()).isZero();
    }

    @Test
    @Timeout(60)
    void aProcessWhoseOutputCannotBeWrittenDoesNotWaitForEver() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs Linux");
        assertThatThrownBy(() -> runner.run(
                        Command.of("head", "-c", "10000000", "/dev/zero").writeTo(full, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    @Test
    void bothStreamsAreCapturedApart() throws IOException {
        Outcome outcome = sh("echo out; echo err >&2; exit 3");
        assertThat(outcome.stdout()).isEqualTo("out\n");
        assertThat(outcome.stderr()).isEqualTo("err\n");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.ending()).isEqualTo("exit 3");
        assertThat(outcome.tail()).isEqualTo("err");
        assertThat(outcome.ok()).isFalse();
    }

    @Test
    void aSignalIsNamed() throws IOException {
        assertThat(sh("kill -SEGV $$").ending()).isEqualTo("killed by SIGSEGV (signal 11)");
        assertThat(sh("kill -KILL $$").signal()).hasValue(9);
        assertThat(new Outcome(Command.of("x"), 128 + 7, false, "", "", Duration.ZERO).ending())
                .isEqualTo("killed by signal 7");
    }

    @Test
    void standardInputIsTheFileOrNothing() throws IOException {
        Path input = Files.writeString(folder.resolve("in put"), "line\n".repeat(100_000));
        assertThat(runner.run(Command.of("wc", "-l").readFrom(input)).stdout().strip())
                .isEqualTo("100000");
        assertThat(runner.run(Command.of("wc", "-c")).stdout().strip()).isEqualTo("0");
    }

    @Test
    void aProgramThatReadsOnlyTheBeginningEndsWell() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "line\n".repeat(1_000_000));
        Outcome outcome = runner.run(Command.of("head", "-n", "1").readFrom(input));
        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.stdout()).isEqualTo("line\n");
    }

    @Test
    void aMissingInputIsNamed() {
        assertThatThrownBy(() -> runner.run(Command.of("cat").readFrom(folder.resolve("gone"))))
                .hasMessageContaining("gone");
    }

    @Test
    void outputGoesToFilesWhoseFoldersAreMade() throws IOException {
        Path out = folder.resolve("a/b/out");
        Path err = folder.resolve("c/err");
        Files.createDirectories(out.getParent());
        Files.writeString(out, "what was there before, and longer");
        Outcome outcome =
                runner.run(Command.of("sh", "-c", "echo o; echo e >&2").writeTo(out, err));
        assertThat(out).hasContent("o\n");
        assertThat(err).hasContent("e\n");
        assertThat(outcome.stdout()).isEmpty();
    }

    @Test
    void theEnvironmentIsAddedToAndTakenFrom() throws IOException {
        ProcessRunner small = new ProcessRunner(Map.of("PATH", System.getenv("PATH"), "KEPT", "1", "TAKEN", "2"));
        Map<String, String> change = new HashMap<>();
        change.put("TAKEN", null);
        change.put("ADDED", "with space");
        String seen = small.run(Command.of("env").with(change)).stdout();
        assertThat(seen.lines()).contains("KEPT=1", "ADDED=with space").noneMatch(line -> line.startsWith("TAKEN"));
        assertThat(seen).as("nothing of this process's own").doesNotContain("HOME=");
    }

    @Test
    void theDirectoryIsTheCommands() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("with space"));
        assertThat(runner.run(Command.of("pwd").in(directory)).stdout().strip())
                .isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void whatCannotBeStartedIsNamed() {
        assertThatThrownBy(() -> runner.run(Command.of("/no/such/program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot run /no/such/program");
    }

    @Test
    void bytesThatAreNoUtf8DoNotHarm() throws IOException {
        assertThat(sh("printf 'a\\377b\\n'").stdout()).isEqualTo("a\ufffdb\n");
    }

    @Test
    void aStreamOfErrorsTakesNoEndlessMemoryAndKeepsItsEnd() throws IOException {
        Outcome outcome = sh("head -c 100000000 /dev/zero | tr '\\0' x | fold -w 1000 >&2; echo the end >&2");
        assertThat(outcome.stderr().length()).isBetween(10 << 20, 33 << 20);
        assertThat(outcome.stderr()).startsWith("[the beginning was left out").endsWith("the end\n");
    }

    @Test
    void theBufferCutsAtALineAndLosesNothingBelowItsLimit() {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        Recent recent = new Recent(buffer, 40);
        recent.write("0123456789\n".getBytes(StandardCharsets.UTF_8), 0, 11);
        recent.write("é123456789\n".getBytes(StandardCharsets.UTF_8), 0, 12);
        assertThat(buffer.toString(StandardCharsets.UTF_8)).isEqualTo("0123456789\né123456789\n");
        recent.write("abcdefghijklmnopqr\n".getBytes(StandardCharsets.UTF_8), 0, 19);
        assertThat(buffer.toString(StandardCharsets.UTF_8))
                .startsWith("[the beginning")
                .endsWith("\né123456789\nabcdefghijklmnopqr\n")
                .doesNotContain("0123456789\n\u00e9");
    }

    @Test
    void theLogHoldsCommandsOutputAndEndsOneAfterTheOther() throws IOException {
        Path log = folder.resolve("logs/x.log");
        runner.run(Command.of("sh", "-c", "printf 'no line break'; echo --token=hunter2secret >&2")
                .with("API_TOKEN", "abc")
                .logTo(log));
        runner.run(Command.of("false").logTo(log));
        String text = Files.readString(log);
        assertThat(text)
                .contains("no line break\n")
                .contains("\n# exit 0 after ")
                .contains("$ false\n# exit 1 after ")
                .contains("API_TOKEN='<redacted>'")
                .doesNotContain("hunter2secret")
                .doesNotContain("API_TOKEN=abc");
    }

    @Test
    void linesThatNobodyReadsAreNotLogged() throws IOException {
        Path log = folder.resolve("logs/y.log");
        Outcome outcome = runner.run(
                Command.of("sh", "-c", "echo out; echo list 1 >&2; echo warning >&2; echo list 2 >&2")
                        .logTo(log),
                null,
                line -> !line.startsWith("list"));
        assertThat(outcome.stderr()).isEqualTo("list 1\nwarning\nlist 2\n");
        assertThat(Files.readString(log)).contains("\nout\nwarning\n# exit 0").doesNotContain("\nlist");
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
