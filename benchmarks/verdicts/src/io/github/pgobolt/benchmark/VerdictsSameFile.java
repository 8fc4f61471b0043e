package io.github.pgobolt.benchmark;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Variant;
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
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/** The same binary three times, by the engine and, in turn with it, by hyperfine: every difference is a false one. */
record VerdictsSameFile(Benchmark benchmark, ProcessRunner processes, Path program, Path folder) {

    static final int LIVE = 60;
    static final int SECONDS = 18;
    static final int MOST_PAIRS = 160;
    private static final int HYPERFINE_RUNS = 15;

    /**
     * What one benchmark of the engine said, and what hyperfine said right behind it.
     *
     * @param different whether any of the three comparisons said FASTER or SLOWER
     * @param same whether both variants were called SAME
     * @param controlHolds whether the control let the verdicts stand
     * @param elapsedSeconds how long the engine took, warm-up included
     * @param subjectSeconds how long the subject ran of that
     * @param welchPValue of Welch's test on hyperfine's times
     * @param hyperfineRatio of its means
     * @param hyperfineExcludesOne whether its "±" does not reach 1
     */
    record Verdicts(
            int number,
            boolean different,
            boolean same,
            boolean controlHolds,
            int pairs,
            double elapsedSeconds,
            double subjectSeconds,
            double welchPValue,
            double hyperfineRatio,
            boolean hyperfineExcludesOne) {}

    /** How many of some benchmarks that are made of stored rounds are false. */
    record Relabelled(Metric metric, int different, int of, int pool) {}

    static VerdictsStore<Verdicts> store(Path folder) {
        return new VerdictsStore<>(folder.resolve("outcomes.jsonl"), Verdicts.class);
    }

    Verdicts live(int number) throws IOException {
        Path run = folder.resolve(String.valueOf(number));
        // What a cut part left is not half of a benchmark that goes on some hours later.
        Files.deleteIfExists(run.resolve(Benchmark.SAMPLES));
        BenchmarkPlan plan = plan(program, folder, 1000 + number, SECONDS);
        BenchmarkResult result = benchmark.run(plan, run, ProgressListener.SILENT);
        StoredSamples stored = StoredSamples.read(run.resolve(Benchmark.SAMPLES));
        Stream<Measurement> runs = Stream.concat(
                stored.warmups().values().stream().flatMap(List::stream),
                stored.rounds().stream().flatMap(round -> round.runs().values().stream()));
        Path export = run.resolve("hyperfine.json");
        hyperfine(export);
        AdapterRow row = Hyperfine.read(export, "spin").rows().get(0);
        return new Verdicts(
                number,
                isDifferent(result.comparisons()),
                result.comparisons().stream()
                        .filter(c -> c.reference().equals("one"))
                        .allMatch(c -> c.verdict() == Verdict.SAME),
                result.control().holds(),
                result.rounds(),
                result.elapsedSeconds(),
                runs.mapToDouble(Metric.wall::of).sum(),
                welchPValue(export),
                row.ratio(),
                row.low() > 1 || row.high() < 1);
    }

    private static BenchmarkPlan plan(Path program, Path folder, long seed, int seconds) {
        return BenchmarkPlan.of(
                        List.of(
                                new Variant("one", program),
                                new Variant("two", program),
                                new Variant("three", program)),
                        List.of(Subjects.workload("spin", folder, "${subject}")),
                        seconds,
                        seed)
                .withMaxPairs(MOST_PAIRS)
                .withMetric(Metric.cpu);
    }

    private static boolean isDifferent(List<Comparison> comparisons) {
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
    }

    private static double welchPValue(Path export) throws IOException {
        double[][] times = new double[2][];
        JsonObject json = JsonParser.parseString(Files.readString(export)).getAsJsonObject();
        for (int i = 0; i < 2; i++) {
            times[i] = json.getAsJsonArray("results").get(i).getAsJsonObject().getAsJsonArray("times").asList().stream()
                    .mapToDouble(JsonElement::getAsDouble)
                    .toArray();
        }
        return TTest.withDefaults()
                .with(DataDispersion.HETEROSCEDASTIC)
                .test(times[0], times[1])
                .getPValue();
    }

    /** How many of so many benchmarks, made of stored rounds whose labels are shuffled, give a false verdict. */
    static List<Relabelled> relabelled(Path folder, int count) throws IOException {
        List<Round> rounds = new ArrayList<>();
        Terms terms = null;
        for (Verdicts live : store(folder).read()) {
            StoredSamples stored = StoredSamples.read(
                    folder.resolve(String.valueOf(live.number())).resolve(Benchmark.SAMPLES));
            terms = stored.terms();
            rounds.addAll(stored.rounds());
        }
        Random random = new Random(20261122);
        List<Relabelled> all = new ArrayList<>();
        for (Metric metric : List.of(Metric.cpu, Metric.wall)) {
            // Only the names and limits of the plan are used: nothing is run.
            StoppingRule rule = new StoppingRule(plan(folder, folder, 0, Integer.MAX_VALUE), metric);
            int different = 0;
            for (int i = 0; i < count; i++) {
                int start = random.nextInt(rounds.size());
                List<Round> some = new ArrayList<>();
                while (rule.stop(new Analysis(terms, some), 0).isEmpty() && some.size() < rounds.size()) {
                    some.add(relabelled(rounds.get((start + some.size()) % rounds.size()), random));
                }
                different += isDifferent(new Analysis(terms, some).comparisons(metric)) ? 1 : 0;
            }
            all.add(new Relabelled(metric, different, count, rounds.size()));
        }
        return all;
    }

    private static Round relabelled(Round round, Random random) {
        // Sorted, so that the same seed gives the same benchmarks in the next JVM.
        List<Slot> slots = round.runs().keySet().stream().sorted(Slot.ORDER).toList();
        List<Measurement> runs = new ArrayList<>(slots.stream().map(round.runs()::get).toList());
        Collections.shuffle(runs, random);
        Map<Slot, Measurement> shuffled = new HashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            shuffled.put(slots.get(i), runs.get(i));
        }
        return new Round(shuffled);
    }
}
