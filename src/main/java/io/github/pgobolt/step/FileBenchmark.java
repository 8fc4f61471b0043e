package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkJson;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.Gates;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolderLock;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares files that the pipeline did not make. Needs no crate, no LLVM and no Rust. */
public final class FileBenchmark {

    private final ProcessRunner processes;
    private final Log log;

    public FileBenchmark(ProcessRunner processes, Log log) {
        this.processes = processes;
        this.log = log;
    }

    /**
     * Measures the files, and writes {@value Benchmark#SAMPLES} and {@value Benchmark#RESULT} to the folder.
     *
     * @param variants the files; the first is the reference
     * @param rustc how to call rustc, for the runner; empty if there is none, in which case wall time is measured from
     *     Java
     * @throws Failure if a file is missing, no workload is given, or a run fails
     */
    public BenchmarkResult run(Settings settings, List<Variant> variants, List<String> rustc, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        // The pipeline may be working in the same folder, and it has a benchmark.json, too.
        try (WorkFolderLock lock = WorkFolderLock.take(folder)) {
            return new Benchmark(processes, rustc, folder.resolve("runner"))
                    .run(
                            BenchmarkPlans.of(settings, variants, WrittenFiles.NONE),
                            folder,
                            line -> log.info("  " + line));
        }
    }

    /**
     * Computes the verdicts of stored samples again; nothing is run.
     *
     * @param folder the folder for {@value Benchmark#RESULT}, or null for none
     */
    public BenchmarkResult replay(Path samples, Path folder) throws IOException {
        BenchmarkResult result = Benchmark.replay(samples);
        if (folder != null) {
            Files.createDirectories(folder);
            try (WorkFolderLock lock = WorkFolderLock.take(folder)) {
                BenchmarkJson.write(folder.resolve(Benchmark.RESULT), result);
            }
        }
        return result;
    }

    /** Returns the speed gates, applied to every file but the reference. */
    public static List<GateResult> gates(Settings settings, BenchmarkResult result) {
        Gates gates = GateCheck.onSpeed(settings.gates());
        String reference = result.comparisons().get(0).reference();
        List<GateResult> results = new ArrayList<>();
        result.comparisons().stream()
                .filter(c -> c.reference().equals(reference))
                .map(Comparison::variant)
                .distinct()
                .forEach(variant -> results.addAll(gates.judge(result, variant)));
        return results;
    }
}
