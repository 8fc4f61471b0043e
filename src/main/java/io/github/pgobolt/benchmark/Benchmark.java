package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Measures a plan and reports the results. */
public final class Benchmark {

    /** The file with raw samples, in the folder of a benchmark. */
    public static final String SAMPLES = "benchmark.jsonl";
    /** The file with the result, in the same folder. */
    public static final String RESULT = "benchmark.json";

    private final ProcessRunner processes;
    private final List<String> rustc;
    private final Path runnerFolder;

    /**
     * Creates a benchmark that builds its runner if necessary.
     *
     * @param processes starts processes; measured programs inherit its environment
     * @param rustc how to call rustc, such as {@code [rustc]}; empty if there is none, and only wall time is measured
     * @param runnerFolder the folder for the runner
     */
    public Benchmark(ProcessRunner processes, List<String> rustc, Path runnerFolder) {
        this.processes = processes;
        this.rustc = List.copyOf(rustc);
        this.runnerFolder = runnerFolder;
    }

    /**
     * Measures until the verdicts are decided or the budget is spent. A killed benchmark of the same plan is continued
     * from its samples; a finished one, or one of another plan, is renamed to {@code benchmark.jsonl.previous}.
     *
     * @param folder for {@value #SAMPLES} and {@value #RESULT}
     * @throws Failure if the plan cannot be measured, a run fails, or the folder holds a foreign {@value #SAMPLES}
     */
    public BenchmarkResult run(BenchmarkPlan plan, Path folder, ProgressListener progress) {
        return run(plan, metric -> new StoppingRule(plan, metric), folder, progress);
    }

    /**
     * Measures how far the times of the files lie apart, until that is shown to be small or large, or the budget is spent.
     * The files are the same code in other places, so that no verdict on one of them is of interest.
     *
     * @param bounds what is small and what is large
     * @return the span; one that shows nothing if there were too few rounds
     * @throws Failure as for {@link #run}
     */
    public Span span(BenchmarkPlan plan, Span.Bounds bounds, Path folder, ProgressListener progress) {
        Analysis analysis = once(plan, metric -> new SpanStopping(plan, metric, bounds), folder, progress);
        return Span.of(
                analysis, StoredSamples.read(folder.resolve(SAMPLES)).declared().metric());
    }

    /**
     * Measures as many rounds as the plan allows, whatever they show.
     *
     * @return the median of each file's time over that of the reference, in the order of the plan
     * @throws Failure as for {@link #run}
     */
    public List<Double> ratios(BenchmarkPlan plan, Path folder, ProgressListener progress) {
        Analysis analysis = once(
                plan,
                metric -> (seen, elapsed) -> Stopping.spent(plan, seen.rounds().size(), elapsed),
                folder,
                progress);
        return analysis.ratios(
                StoredSamples.read(folder.resolve(SAMPLES)).declared().metric());
    }

    /** Measures, unless that was done to the end before, of the very same files. */
    private Analysis once(BenchmarkPlan plan, Stopping.Choice stopping, Path folder, ProgressListener progress) {
        Path file = folder.resolve(SAMPLES);
        if (!Files.exists(file) || !isDone(plan, StoredSamples.read(file))) {
            run(plan, stopping, folder, progress);
        }
        StoredSamples stored = StoredSamples.read(file);
        return new Analysis(stored.terms(), stored.rounds());
    }

    private static boolean isDone(BenchmarkPlan plan, StoredSamples stored) {
        return stored.ended() && stored.planHash().equals(Terms.of(plan).planHash(plan));
    }

    private BenchmarkResult run(BenchmarkPlan plan, Stopping.Choice stopping, Path folder, ProgressListener progress) {
        plan.validate();
        Terms terms = Terms.of(plan);
        try {
            Files.createDirectories(folder);
            // A failed benchmark leaves no result, not even that of the previous one.
            Files.deleteIfExists(folder.resolve(RESULT));
            try (RunMeter meter = meter(plan, folder)) {
                BenchmarkSession session =
                        new BenchmarkSession(plan, terms, stopping, processes, meter, folder, progress);
                BenchmarkResult result = session.run();
                BenchmarkJson.write(folder.resolve(RESULT), result);
                return result;
            }
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.TOOL,
                    "The benchmark stopped: " + e.getMessage() + ". What was measured is in " + folder.resolve(SAMPLES)
                            + "; the same command goes on from there.",
                    e);
        }
    }

    /** Computes every verdict again from stored samples; starts nothing and writes nothing. */
    public static BenchmarkResult replay(Path samples) {
        return new ResultAssembly(StoredSamples.read(samples), List.of()).result();
    }

    /** Returns the complete rounds of stored samples, in order of time. */
    public static List<Sample> samples(Path samples) {
        return Sample.all(StoredSamples.read(samples));
    }

    private RunMeter meter(BenchmarkPlan plan, Path folder) {
        try {
            Path program = new RunnerBuild(processes, rustc, runnerFolder).build();
            return RustRunner.start(processes, program, plan.effort().pinCpus(), folder.resolve("runner.log"));
        } catch (IOException e) {
            return new JavaMeter(processes, e.getMessage());
        }
    }

    /** Returns the samples of a killed benchmark of this plan, or null; any other file in their place is renamed. */
    static StoredSamples goOn(Path file, String planHash, String measuredBy) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        StoredSamples stored = StoredSamples.read(file);
        if (!stored.ended()
                && stored.planHash().equals(planHash)
                && stored.measuredBy().equals(measuredBy)) {
            return stored;
        }
        Files.move(file, file.resolveSibling(file.getFileName() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
        return null;
    }
}
