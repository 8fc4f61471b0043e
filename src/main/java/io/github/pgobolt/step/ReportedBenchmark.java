package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.MachineState;
import io.github.pgobolt.benchmark.RunSummary;
import io.github.pgobolt.benchmark.Sample;
import io.github.pgobolt.benchmark.Spread;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.report.Measured;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the report says of the benchmark: its verdicts, its runs and the machine. */
final class ReportedBenchmark {

    private final Session session;
    private final Records records;

    ReportedBenchmark(Session session, Records records) {
        this.session = session;
        this.records = records;
    }

    /** Whether the verdict is this build's: what an earlier benchmark left in the work folder is nothing of a stored one. */
    boolean isMeasured() {
        return records.findResult(BenchmarkStep.KEY)
                .filter(result -> result.storedOn() == null)
                .isPresent();
    }

    /** Adds the verdicts and what they rest on, if there are any. */
    void addTo(ReportBuilder report) {
        records.findResult(BenchmarkStep.KEY).ifPresent(result -> add(report, result));
    }

    private void add(ReportBuilder report, BenchmarkResult result) {
        boolean measured = result.storedOn() == null;
        report.benchmark(new Measured.Benchmark(
                        result.metric(),
                        result.metricWhy(),
                        result.measuredBy(),
                        result.delta(),
                        result.alpha(),
                        result.rounds(),
                        measured ? (double) result.budgetSeconds() : null,
                        measured ? result.elapsedSeconds() : null,
                        result.suggestedBudgetSeconds() == 0 ? null : (double) result.suggestedBudgetSeconds(),
                        result.pairsNeeded() == 0 ? null : result.pairsNeeded(),
                        measured ? result.seed() : null,
                        result.stopReason(),
                        result.metricsDisagree(),
                        result.warnings(),
                        result.storedOn()))
                .comparisons(comparisons(result.comparisons()))
                .otherComparisons(comparisons(result.otherComparisons()))
                .confirmations(comparisons(result.confirmations()))
                .control(new Report.Control(
                        result.control().ratio(),
                        result.control().low(),
                        result.control().high(),
                        result.control().pairs(),
                        result.control().verdict()))
                .measuredOnTrainingInput(result.measuredOnTrainingInput())
                .runs(result.summaries().stream().map(ReportedBenchmark::runs).toList())
                .machine(machine(result.machine(), measured));
    }

    /**
     * Returns the single runs, for the chart of drift. Verdicts do not depend on the chart: it is omitted if the
     * samples cannot be read.
     */
    List<Measured.Sample> samples() {
        Path file = session.work().root().resolve(Benchmark.SAMPLES);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Benchmark.samples(file).stream()
                    .map(ReportedBenchmark::sample)
                    .toList();
        } catch (Failure unreadable) {
            session.log().warn(unreadable.getMessage());
            return List.of();
        }
    }

    private static Measured.Sample sample(Sample sample) {
        return new Measured.Sample(
                sample.round(),
                sample.startedAt(),
                sample.load(),
                sample.runs().stream()
                        .map(r -> new Measured.Run(
                                r.control() ? r.variant() + "-again" : r.variant(),
                                r.workload(),
                                r.wallSeconds(),
                                r.cpuSeconds()))
                        .toList());
    }

    private static List<Report.Comparison> comparisons(List<io.github.pgobolt.benchmark.Comparison> comparisons) {
        return comparisons.stream().map(ReportedBenchmark::comparison).toList();
    }

    /** Returns a comparison as the report has it. */
    static Report.Comparison comparison(io.github.pgobolt.benchmark.Comparison c) {
        return new Report.Comparison(
                c.variant(),
                c.reference(),
                c.workload(),
                c.metric(),
                c.ratio(),
                c.low(),
                c.high(),
                c.pairs(),
                c.verdict());
    }

    private static Measured.Runs runs(RunSummary summary) {
        Map<String, Double> counters = new LinkedHashMap<>();
        summary.counters().forEach((name, spread) -> counters.put(name, spread.median()));
        return new Measured.Runs(
                summary.variant(),
                summary.workload(),
                summary.runs(),
                spread(summary.wallSeconds()),
                spread(summary.cpuSeconds()),
                spread(summary.sysSeconds()),
                spread(summary.maxRssKib()),
                spread(summary.reported()),
                summary.reportedUnit(),
                counters);
    }

    private static Measured.Spread spread(Spread spread) {
        return spread == null ? null : new Measured.Spread(spread.median(), spread.min(), spread.max());
    }

    private static Report.Machine machine(MachineState state, boolean thisOne) {
        return new Report.Machine(
                state.cpuModel(),
                state.usableCpus(),
                thisOne ? state.logicalCpus() : null,
                state.containerCpuLimit(),
                state.memoryBytes(),
                thisOne ? System.getProperty("os.arch") : null,
                thisOne ? System.getProperty("os.version") : null,
                state.os(),
                state.governor(),
                state.turbo(),
                state.smt(),
                state.virtualisation(),
                state.aslr(),
                state.loadBefore(),
                state.loadDuring(),
                state.stealPercent(),
                state.warnings());
    }
}
