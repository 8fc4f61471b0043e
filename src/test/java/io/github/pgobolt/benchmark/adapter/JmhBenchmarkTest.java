package io.github.pgobolt.benchmark.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uses a file that JMH 1.37 wrote (src/it/jni, 24 November 2026), put in place by a script that stands in for a JVM
 * with JMH; src/it/jni runs the real one.
 */
class JmhBenchmarkTest {

    @TempDir
    Path folder;

    private List<Variant> variants;

    @BeforeEach
    void variants() throws IOException {
        variants = List.of(
                new Variant("baseline", Files.writeString(folder.resolve("slow"), "")),
                new Variant("pgo", Files.writeString(folder.resolve("fast"), "")));
    }

    private static Path captured() {
        try {
            return Path.of(JmhBenchmarkTest.class.getResource("jmh.json").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a stand-in for JMH; its last argument is the file of results, as in a real call. */
    private Workload jmh(String script) {
        return new Workload(
                "jmh",
                Use.evaluate,
                List.of("sh", "-c", "for result; do :; done; " + script, "${subject}"),
                false,
                null,
                Map.of("CAPTURED", captured().toString()),
                folder,
                1,
                60,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private AdapterReport run(int passes, String script, ProgressListener progress) {
        return new JmhBenchmark(new ProcessRunner(), passes, 5, 0.05, 0.01)
                .run(variants, jmh(script), folder.resolve("jmh"), progress);
    }

    private static final String AS_IS = "cp \"$CAPTURED\" \"$result\"";
    /** The same numbers, but in nanoseconds. */
    private static final String FASTER =
            AS_IS + "; case $0 in */fast) sed -i 's|\"us/op\"|\"ns/op\"|' \"$result\";; esac";

    @Test
    void onePassGivesJmhsIntervalAndNoVerdict() {
        AdapterReport report = run(1, AS_IS, ProgressListener.SILENT);
        assertThat(report.kind()).isEqualTo("jmh");
        assertThat(report.notes()).anyMatch(note -> note.contains("not interleaved"));
        assertThat(report.rows())
                .extracting(AdapterRow::benchmark)
                .containsExactly("it.WordStatBench.digest lines=1", "it.WordStatBench.digest lines=100");
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.ratio()).isEqualTo(1);
            assertThat(row.referenceSeconds()).isBetween(1e-8, 1e-2);
            assertThat(row.verdict()).isNull();
        });
    }

    @Test
    void forksTakeTurnsAndGiveAVerdict() {
        List<String> order = new ArrayList<>();
        AdapterReport report = run(12, FASTER, order::add);
        assertThat(report.interleaved()).isTrue();
        assertThat(report.rows()).hasSize(2).allSatisfy(row -> {
            assertThat(row.ratio()).isCloseTo(0.001, within(1e-9));
            assertThat(row.verdict()).isEqualTo(Verdict.FASTER);
            assertThat(row.passes()).isEqualTo(12);
        });
        List<String> firsts = new ArrayList<>();
        for (int i = 0; i < order.size(); i += 2) {
            firsts.add(order.get(i));
        }
        assertThat(firsts).anyMatch(line -> line.contains("baseline")).anyMatch(line -> line.contains("pgo"));
    }

    @Test
    void aThroughputIsATimeTurnedOver() throws IOException {
        Path file = folder.resolve("throughput.json");
        Files.writeString(
                file,
                "[{\"benchmark\":\"a.B.c\",\"mode\":\"thrpt\",\"primaryMetric\":{\"score\":4.0,\"scoreError\":\"NaN\","
                        + "\"scoreConfidence\":[2.0,8.0],\"scoreUnit\":\"ops/ms\"}}]");
        Reading reading = JmhResults.read(file).get("a.B.c");
        assertThat(reading.seconds()).isCloseTo(0.25e-3, within(1e-12));
        assertThat(reading.low()).isCloseTo(0.125e-3, within(1e-12));
        assertThat(reading.high()).isCloseTo(0.5e-3, within(1e-12));
    }

    @Test
    void aSecretAmongTheJvmsArgumentsStaysOutOfWhatIsLeft() throws IOException {
        Workload jmh = jmh(
                "sed 's|\"mode\"|\"jvmArgs\": [\"-Dapi.token=plantedSecret77\"], \"mode\"|' \"$CAPTURED\" > \"$result\"");
        new JmhBenchmark(new ProcessRunner(), 1, 5, 0.05, 0.01)
                .run(variants, jmh, folder.resolve("jmh"), ProgressListener.SILENT);
        assertThat(folder.resolve("jmh/pgo-0.json"))
                .content()
                .contains("-Dapi.token=<redacted>")
                .doesNotContain("planted");
    }

    @Test
    void oneMeasurementHasNoInterval() throws IOException {
        Path file = folder.resolve("one.json");
        Files.writeString(
                file,
                "[{\"benchmark\":\"a.B.c\",\"mode\":\"avgt\",\"primaryMetric\":{\"score\":4.0,\"scoreError\":\"NaN\","
                        + "\"scoreConfidence\":[\"NaN\",\"NaN\"],\"scoreUnit\":\"ns/op\"}}]");
        Reading reading = JmhResults.read(file).get("a.B.c");
        assertThat(reading.seconds()).isCloseTo(4e-9, within(1e-15));
        assertThat(reading.low()).isNaN();
    }

    @Test
    void whatGoesWrongIsToldWithWhatToDo() {
        assertThatThrownBy(() ->
                        run(1, "echo 'No matching benchmarks. Miss-spelled regexp?'; exit 1", ProgressListener.SILENT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("<include> matches no benchmark")
                .hasMessageContaining("exit 1");
        assertThatThrownBy(() -> run(
                        1,
                        "echo 'Unable to find the resource: /META-INF/BenchmarkList'; exit 1",
                        ProgressListener.SILENT))
                .hasMessageContaining("jmh-generator-annprocess");
        assertThatThrownBy(() -> run(1, "true", ProgressListener.SILENT)).hasMessageContaining("JMH on ");
        assertThatThrownBy(() -> run(1, "echo '[{}]' > \"$result\"", ProgressListener.SILENT))
                .hasMessageContaining("is not in the form that JMH 1.37 writes");
    }
}
