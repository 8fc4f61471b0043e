package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkJson;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.ComparedFiles;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.Sample;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBenchmarkTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private final Log log = new Log() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {
            warnings.add(line);
        }

        @Override
        public void debug(String line) {}
    };

    private final FileBenchmark benchmark = new FileBenchmark(new ProcessRunner(), log);

    private Settings settings(Double requireFaster) {
        Workload nap = new Workload(
                "nap",
                Use.evaluate,
                List.of("${subject}"),
                false,
                null,
                Map.of(),
                folder,
                1,
                20,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
        return Settings.of(null)
                .with(new Settings.RunSettings(List.of(nap), List.of(), true, false))
                .with(new Settings.BenchmarkSettings(
                        12, 0.01, 0, "wall", 1, List.of(), List.of(), List.of(), VerdictSource.measured))
                .with(new Settings.GateSettings(null, null, requireFaster, null, false, "warn"));
    }

    private List<Variant> scripts() throws IOException {
        for (String name : List.of("long", "short")) {
            Path script = Files.writeString(
                    folder.resolve(name), "#!/bin/sh\nsleep " + (name.equals("long") ? 0.15 : 0.02) + "\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        return ComparedFiles.parse("old=long,new=short", folder);
    }

    @Test
    void filesAreComparedWithoutRustAndTheirSamplesGiveTheSameVerdictsAgain() throws IOException {
        Path work = folder.resolve("work");
        BenchmarkResult result = benchmark.run(settings(0.1), scripts(), List.of(), work);
        assertThat(result.measuredBy()).contains("Java");
        assertThat(result.comparisons().get(0).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(BenchmarkJson.read(work.resolve(Benchmark.RESULT)).control()).isEqualTo(result.control());
        assertThat(FileBenchmark.gates(settings(0.1), result))
                .extracting(GateResult::passed)
                .containsExactly(true);
        assertThat(FileBenchmark.gates(settings(0.999), result))
                .extracting(GateResult::passed)
                .containsExactly(false);

        Path samples = work.resolve(Benchmark.SAMPLES);
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(benchmark.replay(samples, null).comparisons()).isEqualTo(result.comparisons());
        assertThat(elsewhere).doesNotExist();
        benchmark.replay(samples, elsewhere);
        assertThat(BenchmarkJson.read(elsewhere.resolve(Benchmark.RESULT)).comparisons())
                .isEqualTo(result.comparisons());

        List<Sample> rounds = Benchmark.samples(samples);
        assertThat(rounds).hasSize(result.rounds());
        assertThat(rounds.get(0).startedAt()).isPositive();
        assertThat(rounds.get(0).runs()).extracting(Sample.Run::variant).containsExactly("old", "old", "new");
        assertThat(rounds.get(0).runs()).extracting(Sample.Run::control).containsExactly(false, true, false);
        assertThat(rounds.get(0).runs().get(0).wallSeconds()).isGreaterThan(0.15);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        List<Variant> variants = ComparedFiles.parse("old=here,new=there", folder);
        assertThatThrownBy(() -> benchmark.run(settings(null), variants, List.of(), folder.resolve("work")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(folder.resolve("here").toString())
                .hasMessageContaining("correct the path");
    }

    @Test
    void samplesOfAnotherToolAreRefused() throws IOException {
        Path foreign = Files.writeString(folder.resolve("foreign.jsonl"), "{\"results\": []}\n");
        assertThatThrownBy(() -> benchmark.replay(foreign, null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("pgobolt.benchmark.replay");
    }
}
