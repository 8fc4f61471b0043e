package io.github.pgobolt.benchmark.adapter;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.ProgressListener;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.workload.JavaTrouble;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a project's JMH benchmarks on every variant. JMH alone would run all forks of one variant and then all of the
 * next; here a pass is one fork, and the variants take turns, so that a difference between two forks of the same code
 * counts as noise.
 *
 * @param processes starts JMH
 * @param passes the number of forks for every variant
 * @param seed of their order
 * @param alpha the accepted chance of a false verdict, shared by the variants and benchmarks
 * @param delta the difference that counts as none
 */
public record JmhBenchmark(ProcessRunner processes, int passes, long seed, double alpha, double delta) {

    /**
     * Runs and compares; the first variant is the reference.
     *
     * @param jmh the command of JMH's main class with the user's arguments, on a file of the library
     * @param folder for JMH's results and output
     * @throws Failure if JMH fails, or leaves no results or results in an unknown form
     */
    public AdapterReport run(List<Variant> variants, Workload jmh, Path folder, ProgressListener progress) {
        List<Passes.Turn> turns = variants.stream()
                .map(variant -> new Passes.Turn(variant.name(), pass -> fork(variant, jmh, folder, pass)))
                .toList();
        return new Passes("jmh", "JMH", "JMH", passes, seed, alpha, delta).run(turns, progress);
    }

    private Map<String, Reading> fork(Variant variant, Workload jmh, Path folder, int pass) {
        try {
            Path file = Files.createDirectories(folder).resolve(variant.name() + "-" + pass + ".json");
            Files.deleteIfExists(file);
            Command command = jmh.on(variant.file().toAbsolutePath());
            List<String> argv = new ArrayList<>(command.argv());
            // Without -foe JMH omits a failing benchmark and exits with 0.
            argv.addAll(List.of("-f", "1", "-foe", "true", "-rf", "json", "-rff", file.toString()));
            Command whole = new Command(
                    argv,
                    command.directory(),
                    command.environment(),
                    null,
                    null,
                    null,
                    folder.resolve("jmh.log"),
                    command.timeout());
            Outcome outcome = processes.run(whole);
            if (!outcome.ok() || !Files.exists(file)) {
                throw Failure.user("JMH on " + variant.name() + ": " + outcome.ending() + ". " + why(outcome)
                        + "Run it by hand: " + whole.line() + "\n" + outcome.tail());
            }
            Map<String, Reading> readings = JmhResults.read(file);
            // JMH writes the JVM's arguments into its results, and they may contain secrets.
            Redaction.file(file, whole);
            return readings;
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, "JMH cannot be started: " + e.getMessage(), e);
        }
    }

    private static String why(Outcome outcome) {
        String said = outcome.stdout() + outcome.stderr();
        if (said.contains("META-INF/BenchmarkList")) {
            return "The class path has no list of benchmarks. JMH's annotation processor writes it: add"
                    + " org.openjdk.jmh:jmh-generator-annprocess to the compiler's <annotationProcessorPaths>. ";
        }
        if (said.contains("No matching benchmarks")) {
            return "<include> matches no benchmark; it is a regular expression on Class.method. ";
        }
        if (said.contains("JMH lock")) {
            return "Another JMH runs on this machine, and two would disturb each other. Wait until it has ended. ";
        }
        return JavaTrouble.explain(outcome).map(why -> why + " ").orElse("");
    }
}
