package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the runner counts, tested with the task clock, which Linux provides without a processor counter: few machines
 * that build this have one. Only the table of events differs from the runner that is shipped.
 */
@EnabledOnOs(OS.LINUX)
class RunnerCountersIT {

    private static final int SOFTWARE = 1;
    private static final int TASK_CLOCK_NANOS = 1;

    @TempDir
    Path folder;

    @Test
    void theChildAndItsChildrenAreCountedFromTheirStartOn() throws IOException {
        String source = new String(
                RunnerBuild.class
                        .getResourceAsStream("/io/github/pgobolt/runner/main.rs")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        String clock = source.replace("(\"cycles\", 0, 0)", "(\"cycles\", " + SOFTWARE + ", " + TASK_CLOCK_NANOS + ")");
        assertThat(clock).isNotEqualTo(source);
        Path main = Files.writeString(folder.resolve("main.rs"), clock);
        Path program = folder.resolve("runner");
        Outcome built = new ProcessRunner().run(Command.of("rustc", "--edition=2021", "-O", "-o", program, main));
        assertThat(built.ok()).as(built.tail()).isTrue();
        Path spin = Subjects.spinner(folder, "spin", 60_000_000);

        try (RustRunner runner = RustRunner.start(new ProcessRunner(), program, List.of(), folder.resolve("log"))) {
            Measurement direct = runner.measure(Command.of(spin), folder.resolve("out"), null);
            assumeThat(direct.counters())
                    .as("perf_event_open is not allowed here")
                    .containsKey("cycles");
            Measurement grandchild =
                    runner.measure(Command.of("sh", "-c", spin + "; true"), folder.resolve("out"), null);
            Measurement nothing = runner.measure(Command.of("true"), folder.resolve("out"), null);
            for (Measurement run : List.of(direct, grandchild)) {
                double countedMicros = run.counters().get("cycles") * 1e-3;
                // The task clock runs on while the hypervisor withholds the processor; CPU time does not.
                assertThat(countedMicros).isBetween(run.cpuMicros() * 0.8, run.wallNanos() * 1e-3 * 1.05 + 1000);
            }
            assertThat(nothing.counters().get("cycles"))
                    .as("each run counts from 0")
                    .isLessThan(direct.counters().get("cycles") / 2);
        }
    }
}
