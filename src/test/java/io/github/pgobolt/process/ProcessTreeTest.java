package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real shell scripts with children that hold stdout, ignore TERM, or have been orphaned. */
@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {

    /**
     * Children of a shell that are hardest to end: a plain one, one that ignores TERM, and one whose parent has ended.
     */
    private static final String STUBBORN =
            "sleep 300 & (trap '' TERM; sleep 301) & (sleep 302 &) ; (trap '' TERM; setsid sleep 303 &) ; ";

    @TempDir
    Path folder;

    private final String own = UUID.randomUUID().toString();

    @Test
    void aHangingTreeThatHoldsStdoutEndsSoonAfterItsLimit() throws Exception {
        long start = System.nanoTime();
        Outcome outcome =
                new ProcessRunner().run(sh(STUBBORN + "echo begun; sleep 304").within(Duration.ofSeconds(1)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.stdout()).isEqualTo("begun\n");
        assertThat(outcome.ending()).isEqualTo("ended after its limit of 1 s");
        assertThat(running()).isEmpty();
    }

    @Test
    void aProcessThatIgnoresTermIsKilled() throws Exception {
        Outcome outcome = new ProcessRunner()
                .run(sh("trap '' TERM; while :; do sleep 1; done").within(Duration.ofSeconds(1)));
        assertThat(outcome.timedOut()).isTrue();
        assertThat(running()).isEmpty();
    }

    @Test
    void whatAProcessLeavesBehindHoldingStdoutDoesNotHideItsExitCode() throws Exception {
        long start = System.nanoTime();
        Outcome outcome = new ProcessRunner().run(sh("(sleep 300 &); echo done; exit 3"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.timedOut()).isFalse();
        assertThat(outcome.stdout()).isEqualTo("done\n");
        assertThat(running()).isEmpty();
    }

    /** Java closes the pipe when the process ends, and a later reader sees only its end. */
    @Test
    void itIsFoundAlsoWhereNobodyWasReadingWhenTheProcessEnded() throws Exception {
        new ProcessRunner().run(sh("(sleep 300 &)"));
        assertThat(running()).isEmpty();
    }

    @Test
    void aDaemonIsLeftAlone() throws Exception {
        new ProcessRunner().run(sh("(sleep 1.25 < /dev/null > /dev/null 2>&1 &)"));
        assertThat(running()).containsExactly("sleep 1.25 ");
    }

    @Test
    void parallelCommandsDoNotEndEachOther() throws Exception {
        Thread other = new Thread(() -> {
            try {
                new ProcessRunner()
                        .run(sh("while [ ! -e " + folder.resolve("go") + " ]; do sleep 0.02; done; echo whole > "
                                + folder.resolve("whole")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        assertThat(new ProcessRunner()
                        .run(sh("sleep 300").within(Duration.ofSeconds(1)))
                        .timedOut())
                .isTrue();
        Files.createFile(folder.resolve("go"));
        other.join();
        assertThat(folder.resolve("whole")).hasContent("whole");
    }

    @Test
    void manyShortProcessesLeaveNoThreadsAndNoHandles() throws Exception {
        ProcessRunner runner = new ProcessRunner();
        long before = openFiles();
        int threads = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            assertThat(runner.run(Command.of("/bin/true").within(Duration.ofHours(1)))
                            .ok())
                    .isTrue();
        }
        assertThat(openFiles()).isLessThan(before + 20);
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void noProcessIsLeftWhenThisJavaProcessIsToldToEnd(String signal) throws Exception {
        assumeTrue(!signal.equals("INT") || !interruptIsIgnored(), "this shell started us with SIGINT ignored");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        RunsUntilEnded.class.getName(),
                        own,
                        STUBBORN + "echo begun > " + folder.resolve("begun") + "; sleep 304; echo not here")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await(() -> Files.exists(folder.resolve("begun")));
        assertThat(running()).as("the whole tree is there").hasSizeGreaterThanOrEqualTo(5);
        // The shell's built-in: a minimal machine has no program of that name.
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + java.pid())
                .start()
                .waitFor();
        assertThat(java.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(running()).isEmpty();
        assertThat(folder.resolve("log")).content().doesNotContain("not here");
    }

    /** A program that runs the shell line in its second argument as a command marked by its first. */
    static final class RunsUntilEnded {
        public static void main(String[] arguments) throws IOException {
            Outcome outcome =
                    new ProcessRunner().run(Command.of("sh", "-c", arguments[1]).with("PGOBOLT_TEST", arguments[0]));
            System.out.println(outcome.stdout());
            // Shutdown has begun when the command ends: one that starts now must not survive either.
            new ProcessRunner().run(Command.of("sleep", "305").with("PGOBOLT_TEST", arguments[0]));
        }
    }

    private Command sh(String line) {
        return Command.of("sh", "-c", line).with("PGOBOLT_TEST", own);
    }

    /** Returns the command lines of living processes that carry this test's own mark. */
    private List<String> running() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : (Iterable<Path>)
                    entries.filter(e -> e.getFileName().toString().matches("\\d+"))::iterator) {
                try {
                    if (Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1)
                            .contains("PGOBOLT_TEST=" + own)) {
                        found.add(Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                                .replace('\0', ' '));
                    }
                } catch (IOException gone) {
                    // Ended meanwhile, or another user's.
                }
            }
        }
        return found;
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static boolean interruptIsIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
