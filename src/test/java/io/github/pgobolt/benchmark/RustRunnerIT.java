package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real runner, built by the real rustc. */
class RustRunnerIT {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path program;
    private static RustRunner runner;

    @BeforeAll
    static void start() throws IOException {
        program = new RunnerBuild(new ProcessRunner(), List.of("rustc"), shared).build();
        runner = RustRunner.start(new ProcessRunner(), program, List.of(), shared.resolve("log"));
    }

    @AfterAll
    static void stop() {
        runner.close();
    }

    private Measurement run(Command command) throws IOException {
        return runner.measure(command.in(folder), folder.resolve("out"), folder.resolve("err"));
    }

    private Measurement sh(String script) throws IOException {
        return run(Command.of("sh", "-c", script));
    }

    @Test
    void argumentsSurviveWhateverTheyHold() throws IOException {
        String[] hard = {
            "", " ", "a b", "line\nbreak\r\n", "tab\t", "ü€😀", "100%", "%41", "=", "a=b", "'\"\\$(x)`", "-n"
        };
        run(Command.of(
                Stream.concat(Stream.of("printf", "%s\\037"), Stream.of(hard)).toArray()));
        assertThat(Files.readString(folder.resolve("out")).split("\037", -1))
                .containsExactly(Stream.concat(Stream.of(hard), Stream.of("")).toArray(String[]::new));
    }

    /** Also of a file that is not on the disk yet; what it holds stays, and the next line is a run again. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileIsReadIntoOtherPages() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        for (int time = 0; time < 3; time++) {
            assertThat(runner.renewPages(file)).isTrue();
            assertThat(file).hasBinaryContent(bytes);
        }
        assertThat(sh("exit 3").exit()).isEqualTo(3);
        assertThatThrownBy(() -> runner.renewPages(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot read " + folder.resolve("none"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatRunsStaysInItsPages() throws IOException, InterruptedException {
        Path file = Files.copy(Path.of("/bin/sleep"), folder.resolve("sleep"));
        Process sleeps = new ProcessBuilder(file.toString(), "60").start();
        try {
            // Until it has touched its pages, they can be dropped.
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (runner.renewPages(file)) {
                assertThat(System.nanoTime()).as("it runs").isLessThan(end);
                Thread.sleep(5);
            }
        } finally {
            sleeps.destroyForcibly().waitFor();
        }
        assertThat(runner.renewPages(file)).isTrue();
    }

    @Test
    @EnabledIf("memoryIsAFileSystem")
    void aFileInMemoryStaysInItsPages() throws IOException {
        Path file = Files.createTempFile(Path.of("/dev/shm"), "renew", "");
        try {
            Files.write(file, new byte[100_000]);
            assertThat(runner.renewPages(file)).isFalse();
        } finally {
            Files.delete(file);
        }
    }

    static boolean memoryIsAFileSystem() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs");
    }

    @Test
    void theEnvironmentIsChangedAsAsked() throws IOException {
        Command command =
                Command.of("sh", "-c", "echo \"$ADDED|${HOME-unset}\"").with("ADDED", "a =\nb");
        run(command.with("HOME", null));
        assertThat(folder.resolve("out")).hasContent("a =\nb|unset");
    }

    @Test
    void inputComesFromAFileOrIsEmpty() throws IOException {
        Path input = Files.writeString(folder.resolve("in put"), "hello");
        run(Command.of("cat").readFrom(input));
        assertThat(folder.resolve("out")).hasContent("hello");
        Measurement empty = run(Command.of("cat"));
        assertThat(empty.output()).isEqualTo("fnv1a64:cbf29ce484222325:0");
    }

    @Test
    void theHashIsThatOfJavaAndTellsOutputsApart() throws IOException {
        Measurement one = sh("printf 'eins ü'; echo no >&2");
        assertThat(one.output())
                .isEqualTo(JavaMeter.hash(folder.resolve("out")))
                .endsWith(":7");
        assertThat(folder.resolve("err")).hasContent("no");
        assertThat(sh("printf 'eins u'").output()).isNotEqualTo(one.output());
    }

    @Test
    void endingsAreToldApart() throws IOException {
        assertThat(sh("exit 3"))
                .extracting(Measurement::exit, Measurement::signal, Measurement::timedOut)
                .containsExactly(3, 0, false);
        assertThat(sh("kill -11 $$"))
                .extracting(Measurement::exit, Measurement::signal, Measurement::timedOut)
                .containsExactly(0, 11, false);
        assertThatThrownBy(() -> run(Command.of("no-such-program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot start no-such-program");
        assertThatThrownBy(
                        () -> runner.measure(Command.of("true").in(folder.resolve("none")), folder.resolve("o"), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot enter");
        assertThat(sh("exit 0").exit()).as("it goes on after a failure").isZero();
    }

    @Test
    void theLimitEndsTheWholeGroup() throws IOException {
        Path alive = folder.resolve("alive");
        Measurement run =
                run(Command.of("sh", "-c", "(sleep 1; touch " + ShellLine.quote(alive.toString()) + ") & sleep 30")
                        .within(Duration.ofMillis(200)));
        assertThat(run.timedOut()).isTrue();
        assertThat(run.wallNanos()).isBetween(190_000_000L, 5_000_000_000L);
        sh("sleep 1.5");
        assertThat(Files.exists(alive)).as("the grandchild was ended, too").isFalse();
    }

    @Test
    void whatARunLeavesBehindIsEnded() throws IOException {
        Path alive = folder.resolve("alive");
        sh("(sleep 1; touch " + ShellLine.quote(alive.toString()) + ") >/dev/null 2>&1 &");
        sh("sleep 1.5");
        assertThat(Files.exists(alive)).isFalse();
    }

    @Test
    void timesAndMemoryAreTheChilds() throws IOException {
        Path spin = Subjects.spinner(folder, "spin", 50_000_000);
        Measurement busy = run(Command.of(spin));
        Measurement idle = sh("sleep 0.2");
        assertThat(busy.cpuMicros()).isBetween(20_000L, 5_000_000L);
        assertThat(busy.cpuMicros() * 1000).isLessThan(busy.wallNanos() * 5 / 4);
        assertThat(idle.wallNanos()).isGreaterThan(200_000_000L);
        assertThat(idle.cpuMicros()).isLessThan(100_000L);
        // 64 MiB in one block of dd; the runner itself has about 2 MiB.
        Measurement big = sh("dd if=/dev/zero of=/dev/null bs=64M count=1 2>/dev/null");
        assertThat(big.maxRssKib()).isBetween(60_000L, 120_000L);
        assertThat(idle.maxRssKib()).isLessThan(20_000L);
        assertThat(big.minorFaults()).isGreaterThan(idle.minorFaults());
        assertThat(idle.voluntarySwitches()).isPositive();
        // Only its computation and its waiting for a processor; Linux reports the latter.
        assertThat(busy.cpuMicros() + (busy.queueMicros() == null ? 0 : busy.queueMicros()))
                .isLessThan(busy.wallNanos() / 1000 * 5 / 4);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runsAreConfinedToTheProcessorsAskedFor() throws IOException {
        try (RustRunner pinned = RustRunner.start(new ProcessRunner(), program, List.of(0), folder.resolve("log"))) {
            pinned.measure(Command.of("grep", "Cpus_allowed_list", "/proc/self/status"), folder.resolve("out"), null);
            assertThat(Files.readString(folder.resolve("out"))).endsWith("\t0\n");
            assertThat(pinned.warning()).isNull();
        }
        try (RustRunner pinned = RustRunner.start(new ProcessRunner(), program, List.of(1000), folder.resolve("log"))) {
            assertThat(pinned.warning()).contains("sched_setaffinity to 1000");
        }
    }

    @Test
    void aRunnerIsBuiltOnceAndNewWithAnotherCompiler() throws IOException {
        RunnerBuild build = new RunnerBuild(new ProcessRunner(), List.of("rustc"), shared);
        assertThat(build.build()).isEqualTo(program);
        try (Stream<Path> left = Files.list(program.getParent())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("pgobolt-runner", "build.log");
        }
        // A compiler of another version: rustc behind a script that reports one.
        Path other = Subjects.script(
                folder, "rustc-other", "[ \"$1\" = -vV ] && echo 'rustc 9.9.9' && exit; exec rustc \"$@\"");
        Path rebuilt = new RunnerBuild(new ProcessRunner(), List.of(other.toString()), shared).build();
        assertThat(rebuilt).isNotEqualTo(program).isExecutable();
    }

    @Test
    void aCompilerThatFailsSaysWhy() throws IOException {
        Path broken = Subjects.script(
                folder,
                "rustc-broken",
                "[ \"$1\" = -vV ] && echo 'rustc 0' && exit; echo 'error: linker `cc` not found' >&2; exit 1");
        assertThatThrownBy(() -> new RunnerBuild(new ProcessRunner(), List.of(broken.toString()), folder).build())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("linker `cc` not found")
                .hasMessageContaining("build.log");
    }

    @Test
    void anotherProgramIsNotTakenForTheRunner() {
        assertThatThrownBy(() ->
                        RustRunner.start(new ProcessRunner(), Path.of("/bin/echo"), List.of(7), folder.resolve("log")))
                .isInstanceOf(IOException.class);
    }
}
