package io.github.pgobolt.benchmark;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Conversation;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program slowed by a known share, compiled in: how often that is found, how soon, and with which sign. */
record VerdictsPower(Benchmark benchmark, ProcessRunner processes, Path base, long rounds, Path folder) {

    private static final List<Double> SLOWED = List.of(0.01, 0.02, 0.03, 0.05);
    private static final int MOST_PAIRS = 160;
    private static final int MOST_SECONDS = 90;

    /**
     * What became of a share.
     *
     * @param slowed the truth
     * @param repeats how many benchmarks
     * @param found how many said SLOWER
     * @param foundSoon how many of these within 60 s
     * @param wrongSign how many said FASTER
     * @param seconds of each
     * @param pairs of each
     * @param error of each estimate, as a ratio's difference from the truth
     */
    record Found(
            double slowed,
            int repeats,
            int found,
            int foundSoon,
            int wrongSign,
            Spread seconds,
            Spread pairs,
            Spread error) {}

    List<Found> measure(int repeats, int busy) throws IOException {
        Files.createDirectories(folder);
        List<Conversation> beside = new ArrayList<>();
        try {
            for (int i = 0; i < busy; i++) {
                beside.add(Conversation.start(processes, Command.of("sh", "-c", "while :; do :; done")));
            }
            List<Found> all = new ArrayList<>();
            for (double slowed : SLOWED) {
                all.add(measure(slowed, repeats, folder.resolve(busy + "-busy")));
            }
            return all;
        } finally {
            beside.forEach(process -> process.terminate(Duration.ofSeconds(1)));
            beside.forEach(Conversation::close);
        }
    }

    private Found measure(double slowed, int repeats, Path into) throws IOException {
        Path slower =
                Subjects.spinner(folder, "slowed-" + Math.round(1000 * slowed), Math.round(rounds * (1 + slowed)));
        int found = 0;
        int soon = 0;
        int wrong = 0;
        double[] seconds = new double[repeats];
        double[] pairs = new double[repeats];
        double[] errors = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            BenchmarkPlan plan = BenchmarkPlan.of(
                            List.of(new Contender("base", base), new Contender("slowed", slower)),
                            List.of(Subjects.workload("spin", folder, "${subject}")),
                            MOST_SECONDS,
                            5000 + i)
                    .withMaxPairs(MOST_PAIRS)
                    .withMetric(Metric.cpu);
            BenchmarkResult result = benchmark.run(plan, into.resolve(slowed + "-" + i), ProgressListener.SILENT);
            Comparison comparison = result.overall("slowed", "base").orElseThrow();
            found += comparison.verdict() == Verdict.SLOWER ? 1 : 0;
            soon += comparison.verdict() == Verdict.SLOWER && result.elapsedSeconds() <= 60 ? 1 : 0;
            wrong += comparison.verdict() == Verdict.FASTER ? 1 : 0;
            seconds[i] = result.elapsedSeconds();
            pairs[i] = comparison.pairs();
            errors[i] = comparison.ratio() - (1 + slowed);
        }
        return new Found(slowed, repeats, found, soon, wrong, Spread.of(seconds), Spread.of(pairs), Spread.of(errors));
    }
}
