package io.github.pgobolt.benchmark.adapter;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs a crate's Criterion benchmarks once per variant and pass, and compares.
 *
 * @param processes starts {@code cargo bench}
 * @param passes how often every variant is run; with several, the variants take turns in random order, and with enough
 *     of them there is a verdict
 * @param seed of those orders
 * @param alpha the accepted chance of a false verdict, shared by the variants and benchmarks
 * @param delta the difference that counts as none
 */
public record CriterionBenchmark(ProcessRunner processes, int passes, long seed, double alpha, double delta) {

    /**
     * A variant.
     *
     * @param name of the variant
     * @param cargoBench the command, with the flags of the variant and a separate target folder
     */
    public record Bench(String name, Command cargoBench) {}

    /**
     * Runs and compares; the first variant is the reference.
     *
     * @param folder for Criterion's output, a folder per variant and pass
     * @throws Failure if a {@code cargo bench} fails, or leaves no results or results in an unknown form
     */
    public AdapterReport run(List<Bench> variants, Path folder, ProgressListener progress) {
        List<Passes.Turn> turns = variants.stream()
                .map(variant -> new Passes.Turn(
                        variant.name(),
                        pass -> bench(
                                variant,
                                folder.toAbsolutePath().resolve(variant.name()).resolve("pass-" + pass))))
                .toList();
        return new Passes("criterion", "Criterion", "cargo bench", passes, seed, alpha, delta).run(turns, progress);
    }

    private Map<String, Reading> bench(Bench variant, Path home) {
        long since = System.currentTimeMillis() / 1000 * 1000;
        Outcome outcome;
        try {
            outcome = processes.run(variant.cargoBench().with("CRITERION_HOME", home.toString()));
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, e.getMessage(), e);
        }
        if (!outcome.ok()) {
            throw Failure.user("`cargo bench` of " + variant.name() + ": " + outcome.ending() + ". Run it by hand: "
                    + outcome.command().line() + "\n" + outcome.tail());
        }
        return CriterionEstimates.readAll(home, since);
    }
}
