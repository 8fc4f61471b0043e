package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that end as they should, and ones that do not. */
@DisabledOnOs(OS.WINDOWS)
class TrainerTest {

    @TempDir
    Path folder;

    private Path subject;
    private Trainer trainer;

    @BeforeEach
    void script() throws IOException {
        subject = Files.writeString(
                Files.createDirectories(folder.resolve("a folder")).resolve("subject"), "#!/bin/sh\n" + """
                echo "$1" >> "$RUNS"
                case "$1" in
                  kill) kill -KILL $$ ;;
                  crash) kill -SEGV $$ ;;
                  hang) sleep 300 ;;
                  exit) echo "something is wrong" >&2; exit "$2" ;;
                  slow) sleep 0.5 ;;
                  late) while [ ! -e "$RUNS.go" ]; do sleep 0.02; done; echo late >> "$RUNS" ;;
                esac
                """);
        assertThat(subject.toFile().setExecutable(true)).isTrue();
        trainer = new Trainer(new ProcessRunner(), folder.resolve("logs"), 2);
    }

    static Workload workload(
            Path folder, String name, int timeoutSeconds, int repeat, int expectExit, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("${subject}"));
        command.addAll(List.of(arguments));
        return new Workload(
                name,
                Use.train,
                command,
                false,
                null,
                Map.of(),
                folder,
                1,
                timeoutSeconds,
                repeat,
                expectExit,
                List.of(),
                List.of(),
                List.of());
    }

    private Workload workload(int timeoutSeconds, int repeat, int expectExit, String... arguments) {
        return workload(folder, "typical", timeoutSeconds, repeat, expectExit, arguments);
    }

    private List<Trainer.Trained> train(Workload... workloads) throws IOException {
        return trainer.train(
                List.of(workloads),
                subject,
                w -> Map.of("RUNS", folder.resolve("runs-" + w.name()).toString()));
    }

    private List<String> runs(String name) throws IOException {
        return Files.readAllLines(folder.resolve("runs-" + name));
    }

    @Test
    void everyWorkloadRunsAsOftenAsItAsks() throws IOException {
        List<Trainer.Trained> trained =
                train(workload(folder, "one", 10, 1, 0, "x"), workload(folder, "many", 10, 12, 0, "y"));
        assertThat(runs("one")).containsExactly("x");
        assertThat(runs("many")).hasSize(12).containsOnly("y");
        assertThat(trained).extracting(Trainer.Trained::workload).containsExactly("one", "many");
        assertThat(trained).extracting(Trainer.Trained::runs).containsExactly(1, 12);
        assertThat(trained.get(1).seconds()).isPositive();
        assertThat(trainer.finishedRuns()).isEqualTo(13);
    }

    @Test
    void runsGoSideBySideUnlessTheyWriteFiles() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
        long start = System.nanoTime();
        List<Trainer.Trained> trained = train(workload(10, 2, 0, "slow"));
        double wall = (System.nanoTime() - start) / 1e9;
        assertThat(trained.get(0).seconds()).as("the sum of both").isGreaterThan(wall);
        Workload writes = new Workload(
                "writes",
                Use.train,
                List.of("${subject}", "slow"),
                false,
                null,
                Map.of(),
                folder,
                1,
                10,
                2,
                0,
                List.of("out.txt"),
                List.of(),
                List.of());
        start = System.nanoTime();
        train(writes);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("one after the other")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anExpectedExitIsFine() throws IOException {
        assertThat(train(workload(10, 2, 7, "exit", "7")).get(0).runs()).isEqualTo(2);
    }

    @Test
    void anotherExitSaysWhatWasPrintedAndWhatToSet() {
        assertThatThrownBy(() -> train(workload(10, 1, 0, "exit", "7")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Workload 'typical' failed: exit 7, expected exit 0")
                .hasMessageContaining("<expectExit>7</expectExit>")
                .hasMessageContaining("something is wrong")
                .hasMessageContaining("The command was:\n  cd ")
                .hasMessageContaining("subject' exit 7");
        assertThatThrownBy(() -> train(workload(10, 1, 1, "x"))).hasMessageContaining("exit 0, expected exit 1");
    }

    @Test
    void aKilledProcessIsNotToldToExpectThat() {
        assertThatThrownBy(() -> train(workload(10, 1, 0, "kill")))
                .hasMessageContaining("killed by SIGKILL (signal 9)")
                .hasMessageContaining("out-of-memory")
                .hasMessageNotContaining("expectExit");
        assertThatThrownBy(() -> train(workload(10, 1, 0, "crash")))
                .hasMessageContaining("killed by SIGSEGV")
                .hasMessageContaining("Remove the cause")
                .hasMessageNotContaining("expectExit");
    }

    @Test
    void aHangingProcessEndsAfterTheLimitTimesTheFactor() {
        assertThatThrownBy(() -> train(workload(1, 1, 0, "hang")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("longer than its limit of 2 s")
                .hasMessageContaining("<timeoutSeconds>")
                .hasMessageContaining("-Dpgobolt.workloadTimeoutSeconds");
    }

    @Test
    void noRunGoesOnAfterAnotherHasFailed() throws Exception {
        Workload mixed = new Workload(
                "mixed",
                Use.train,
                List.of(
                        "/bin/sh",
                        "-c",
                        "if mkdir \"$RUNS.d\" 2>/dev/null; then exit 9; else exec '" + subject + "' late; fi"),
                false,
                null,
                Map.of(),
                folder,
                1,
                20,
                4,
                0,
                List.of(),
                List.of(),
                List.of());
        assertThatThrownBy(() -> train(mixed)).isInstanceOf(Failure.class).hasMessageContaining("failed: exit 9");
        long then = Files.exists(folder.resolve("runs-mixed")) ? runs("mixed").size() : 0;
        // A surviving run would continue now, and write within 20 ms.
        Files.createFile(folder.resolve("runs-mixed.go"));
        Thread.sleep(500);
        assertThat(Files.exists(folder.resolve("runs-mixed")) ? runs("mixed").size() : 0)
                .isEqualTo(then);
    }

    @Test
    void aShellLineRunsInAShell() throws IOException {
        Workload line = new Workload(
                "line",
                Use.train,
                List.of("echo one | cat;", "\"${subject}\" \"two words\""),
                true,
                null,
                Map.of("DIR", "${subjectDir}"),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        train(line);
        assertThat(runs("line")).containsExactly("two words");
        assertThat(line.on(subject).environment())
                .containsEntry("DIR", subject.getParent().toString());
    }
}
