package io.github.pgobolt.benchmark;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.benchmark.adapter.AdapterRow;
import io.github.pgobolt.benchmark.adapter.Hyperfine;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/** The same binary three times, by the engine and, in turn with it, by hyperfine: every difference is a false one. */
final class VerdictsSameFile {

    private static final int HYPERFINE_RUNS = 15;
    private static final int MOST_PAIRS = 160;

    private final Benchmark benchmark;
    private final ProcessRunner processes;
    private final Path program;
    private final Path folder;
    private final List<Round> rounds = new ArrayList<>();
    private Terms terms;
    int live;
    int falseVerdicts;
    int decided;
    int controlBroken;
    int hyperfine;
    int hyperfineWelch;
    int hyperfinePlusMinus;
    int hyperfineGate;
    double elapsedSeconds;
    double subjectSeconds;
    int pairs;

    VerdictsSameFile(Benchmark benchmark, ProcessRunner processes, Path program, Path folder) {
        this.benchmark = benchmark;
        this.processes = processes;
        this.program = program;
        this.folder = folder;
    }

    private BenchmarkPlan plan(long seed, int seconds) throws IOException {
        Files.createDirectories(folder);
        return BenchmarkPlan.of(
                        List.of(
                                new Contender("one", program),
                                new Contender("two", program),
                                new Contender("three", program)),
                        List.of(Subjects.workload("spin", folder, "${subject}")),
                        seconds,
                        seed)
                .withMaxPairs(MOST_PAIRS)
                .withMetric(Metric.cpu);
    }

    /** Real benchmarks, each with a run of hyperfine behind it. */
    void live(int count, int seconds) throws IOException {
        for (int i = 0; i < count; i++) {
            Path run = folder.resolve("live-" + i);
            BenchmarkResult result = benchmark.run(plan(1000 + i, seconds), run, ProgressListener.SILENT);
            live++;
            falseVerdicts += isFalse(result.comparisons()) ? 1 : 0;
            controlBroken += result.control().holds() ? 0 : 1;
            decided += result.comparisons().stream()
                            .filter(c -> c.reference().equals("one"))
                            .allMatch(c -> c.verdict() == Verdict.SAME)
                    ? 1
                    : 0;
            StoredSamples stored = StoredSamples.read(run.resolve(Benchmark.SAMPLES));
            terms = stored.terms();
            rounds.addAll(stored.rounds());
            pairs += stored.rounds().size();
            elapsedSeconds += stored.elapsedSeconds();
            subjectSeconds += stored.warmups().values().stream()
                            .flatMap(List::stream)
                            .mapToDouble(Metric.wall::of)
                            .sum()
                    + stored.rounds().stream()
                            .flatMap(r -> r.runs().values().stream())
                            .mapToDouble(Metric.wall::of)
                            .sum();
            hyperfine(run.resolve("hyperfine.json"));
        }
    }

    private static boolean isFalse(List<Comparison> comparisons) {
        return comparisons.stream().anyMatch(c -> c.verdict() == Verdict.FASTER || c.verdict() == Verdict.SLOWER);
    }

    private void hyperfine(Path export) throws IOException {
        Outcome outcome = processes.run(Command.of(
                "hyperfine",
                "-N",
                "--warmup",
                "1",
                "--runs",
                HYPERFINE_RUNS,
                "--export-json",
                export,
                "--command-name",
                "one",
                "--command-name",
                "two",
                program,
                program));
        if (!outcome.ok()) {
            throw new IOException(outcome.tail());
        }
        double[][] times = new double[2][];
        JsonObject json = JsonParser.parseString(Files.readString(export)).getAsJsonObject();
        for (int i = 0; i < 2; i++) {
            times[i] = json.getAsJsonArray("results").get(i).getAsJsonObject().getAsJsonArray("times").asList().stream()
                    .mapToDouble(JsonElement::getAsDouble)
                    .toArray();
        }
        hyperfine++;
        hyperfineWelch += TTest.withDefaults()
                                .with(DataDispersion.HETEROSCEDASTIC)
                                .test(times[0], times[1])
                                .getPValue()
                        < 0.05
                ? 1
                : 0;
        AdapterRow row = Hyperfine.read(export, "spin").rows().get(0);
        hyperfinePlusMinus += row.low() > 1 || row.high() < 1 ? 1 : 0;
        hyperfineGate += row.ratio() > 1.02 ? 1 : 0;
    }

    /** How many of so many benchmarks, made of stored rounds whose labels are shuffled, give a false verdict. */
    int[] relabelled(int count) throws IOException {
        Random random = new Random(20261122);
        int[] wrong = new int[2];
        for (Metric metric : List.of(Metric.cpu, Metric.wall)) {
            StoppingRule rule = new StoppingRule(plan(0, Integer.MAX_VALUE), metric);
            for (int i = 0; i < count; i++) {
                int start = random.nextInt(rounds.size());
                List<Round> some = new ArrayList<>();
                while (rule.stop(new Analysis(terms, some), 0).isEmpty()
                        && some.size() < Math.min(MOST_PAIRS, rounds.size())) {
                    some.add(relabelled(rounds.get((start + some.size()) % rounds.size()), random));
                }
                wrong[metric == Metric.cpu ? 0 : 1] += isFalse(new Analysis(terms, some).comparisons(metric)) ? 1 : 0;
            }
        }
        return wrong;
    }

    private static Round relabelled(Round round, Random random) {
        List<Slot> slots = new ArrayList<>(round.runs().keySet());
        List<Measurement> runs = new ArrayList<>(round.runs().values());
        Collections.shuffle(runs, random);
        Map<Slot, Measurement> shuffled = new HashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            shuffled.put(slots.get(i), runs.get(i));
        }
        return new Round(shuffled);
    }
}
