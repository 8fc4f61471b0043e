package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.BenchmarkSummary;
import io.github.pgobolt.benchmark.ComparedFiles;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.step.BenchmarkStep;
import io.github.pgobolt.step.FileBenchmark;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.toolchain.Detection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Measures the variants on the evaluation workloads, in random order. With {@code pgobolt.benchmark.files} it measures
 * any files instead, and needs no POM, no crate and no Rust; with {@code pgobolt.benchmark.replay} it measures nothing
 * and computes the verdicts of an earlier benchmark again.
 *
 * @since 0.1.0
 */
@Mojo(name = "benchmark", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class BenchmarkMojo extends GateParameters {

    /**
     * Files to compare, as {@code old=path,new=path}; the first is the reference. They run on the evaluation workloads,
     * such as that of {@code pgobolt.evaluate}, and {@code benchmark.json} is written to the work folder.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.files")
    String benchmarkFiles;

    /**
     * The {@code benchmark.jsonl} of an earlier benchmark, whose verdicts are computed again; nothing is run. If
     * {@code pgobolt.workDirectory} is given, {@code benchmark.json} is written there.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.replay")
    File benchmarkReplay;

    @Override
    void perform() throws IOException {
        boolean files = benchmarkFiles != null && !benchmarkFiles.isBlank();
        if (files && benchmarkReplay != null) {
            throw Failure.user(
                    "pgobolt.benchmark.files measures and pgobolt.benchmark.replay does not: give one of the two.");
        }
        if (benchmarkSkip) {
            getLog().info("benchmark: skipped, switched off (pgobolt.benchmark.skip)");
        } else if (benchmarkReplay != null) {
            replay();
        } else if (files) {
            compareFiles();
        } else {
            pipeline().run(BenchmarkStep.KEY);
        }
    }

    private void replay() throws IOException {
        Path folder = workDirectory == null ? null : Given.path(workDirectory);
        BenchmarkResult result =
                new FileBenchmark(processes(), engineLog()).replay(Given.path(benchmarkReplay), folder);
        show(result, folder);
    }

    private void compareFiles() throws IOException {
        Settings settings = settings();
        List<Variant> variants = ComparedFiles.parse(benchmarkFiles, baseDirectory());
        Path folder = workFolder() == null ? baseDirectory().resolve("target/pgo-bolt") : workFolder();
        BenchmarkResult result = new FileBenchmark(processes(), engineLog()).run(settings, variants, rustc(), folder);
        show(result, folder);
        judge(FileBenchmark.gates(settings, result));
    }

    /** Returns how to call the compiler for the runner, if there is one; nothing is installed for this. */
    private List<String> rustc() throws IOException {
        Detection detection = look();
        return detection.rust() == null
                ? List.of()
                : List.of(detection.rust().rustc().path().toString());
    }

    private void show(BenchmarkResult result, Path folder) {
        getLog().info("");
        BenchmarkSummary.lines(result).forEach(getLog()::info);
        if (folder != null) {
            getLog().info("Written to " + folder.resolve(Benchmark.RESULT));
        }
    }

    private void judge(List<GateResult> gates) {
        gates.stream()
                .filter(g -> g.passed() && !g.inconclusive())
                .forEach(g -> getLog().info("gate " + g.name() + " holds: " + g.detail()));
        gates.stream()
                .filter(g -> g.passed() && g.inconclusive())
                .forEach(g -> getLog().warn("gate " + g.name() + ": " + g.detail()));
        List<GateResult> failed = gates.stream().filter(g -> !g.passed()).toList();
        if (!failed.isEmpty()) {
            throw Failure.user(failed.stream()
                    .map(g -> "The gate " + g.name() + " does not hold: " + g.detail())
                    .collect(Collectors.joining("\n")));
        }
    }
}
