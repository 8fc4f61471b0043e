package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Advice from real measurements. */
class AdviceIT {

    @TempDir
    Path folder;

    private List<String> advice(Path program, String... command) {
        BenchmarkPlan plan = BenchmarkPlan.of(
                        List.of(new Variant("a", program), new Variant("b", program)),
                        List.of(Subjects.workload("w", folder, command)),
                        30,
                        1)
                .withMaxPairs(8);
        return new Benchmark(new ProcessRunner(), List.of("rustc"), folder.resolve("r"))
                .run(plan, folder, ProgressListener.SILENT)
                .advice();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aShortRunAndLittleCodeAreNamed() throws IOException {
        Path tiny = Subjects.spinner(folder, "tiny", 10);
        assertThat(advice(tiny, "${subject}"))
                .anyMatch(a -> a.contains("starting the process is a good part"))
                .anyMatch(a -> a.startsWith("The code is small ("));
    }

    @Test
    void kernelTimeIsNamed() {
        // Copies one byte at a time: only two system calls each.
        assertThat(advice(Path.of("/bin/sh"), "dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=150000"))
                .anyMatch(a -> a.contains("of its CPU time in the kernel"));
    }

    @Test
    void waitingIsNamed() {
        assertThat(advice(Path.of("/bin/sh"), "sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.02; done"))
                .anyMatch(a -> a.contains("w waits") && a.contains("only the time it computes"));
    }
}
