package io.github.pgobolt.benchmark.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.it.Machine;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperfineTest {

    @TempDir
    Path folder;

    /** A file that hyperfine 1.15.0 wrote for two commands with five runs. */
    @Test
    void aFileOfHyperfineIsReadAsItStands() throws URISyntaxException {
        AdapterReport report = Hyperfine.read(
                Path.of(HyperfineTest.class.getResource("hyperfine.json").toURI()), "nap");
        AdapterRow row = report.rows().get(0);
        assertThat(row.reference()).isEqualTo("sleep 0.01");
        assertThat(row.referenceSeconds()).isEqualTo(0.015507405000000002);
        assertThat(row.ratio()).isCloseTo(0.0156359946 / 0.015507405, within(1e-12));
        // Python: r * math.hypot(0.003363413539543688 / 0.0156359946, 0.0028578463961199873 / 0.015507405)
        assertThat(row.high() - row.ratio()).isCloseTo(0.2856040762061529, within(1e-12));
        assertThat(row.verdict()).isNull();
        assertThat(report.notes()).anyMatch(note -> note.contains("no verdict is drawn"));
    }

    @Test
    void theRealOneRuns() throws IOException, InterruptedException {
        assumeThat(Machine.has("HyperfineTest", "hyperfine"))
                .as("hyperfine is not on the PATH")
                .isTrue();
        Workload nap = new Workload(
                "nap",
                Use.evaluate,
                List.of("sh", "-c", "sleep 0.02$MORE"),
                false,
                null,
                Map.of("MORE", "1"),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        AdapterReport report = new Hyperfine(new ProcessRunner(), "hyperfine")
                .run(
                        List.of(new Variant("old", Path.of("/bin/sh")), new Variant("new", Path.of("/bin/sh"))),
                        nap,
                        3,
                        folder.resolve("sub/h.json"));
        assertThat(report.rows()).hasSize(1);
        assertThat(report.rows().get(0).variant()).isEqualTo("new");
        assertThat(report.rows().get(0).referenceSeconds()).isBetween(0.02, 0.5);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        for (String text : List.of(
                "",
                "nothing",
                "{}",
                "[]",
                "{\"results\":[{\"command\":\"a\",\"mean\":1}]}",
                "{\"results\":[{\"command\":\"a\"},{\"command\":\"b\"}]}")) {
            Path file = Files.writeString(folder.resolve("f.json"), text);
            assertThatThrownBy(() -> Hyperfine.read(file, "x"))
                    .as(text)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("hyperfine --export-json");
        }
    }
}
