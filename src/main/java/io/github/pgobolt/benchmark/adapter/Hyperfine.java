package io.github.pgobolt.benchmark.adapter;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.process.ShellLine;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs hyperfine on the same files and workload, as a cross-check; it decides nothing. */
public record Hyperfine(ProcessRunner processes, String program) {

    private static final List<String> NOTES = List.of(
            "hyperfine runs one file after the other, and drift between the blocks looks like a difference: on a"
                    + " shared machine its \"±\" excluded 1 in 5 to 15 % of comparisons of a file with itself. Shown as a"
                    + " cross-check; no verdict is drawn.");

    private record Export(List<Result> results) {}

    /** A result in hyperfine's format; seconds. */
    private record Result(String command, Double mean, Double stddev, Double median) {}

    /**
     * Measures every file on the workload.
     *
     * @param runs of each file
     * @param export the file for hyperfine's JSON
     */
    public AdapterReport run(List<Variant> variants, Workload workload, int runs, Path export) {
        if (workload.shell() || workload.stdin() != null && !Files.isRegularFile(workload.stdin())) {
            throw Failure.user("Workload " + workload.name()
                    + " is a line for a shell, which hyperfine would time with the shell. Give it "
                    + "as an argument list, or leave the cross-check out.");
        }
        List<String> argv = new ArrayList<>(List.of(
                program,
                "-N",
                "--warmup",
                "1",
                "--runs",
                String.valueOf(runs),
                "--export-json",
                export.toAbsolutePath().toString()));
        if (workload.stdin() != null) {
            argv.addAll(List.of("--input", workload.stdin().toAbsolutePath().toString()));
        }
        variants.forEach(variant -> argv.addAll(List.of("--command-name", variant.name())));
        Command first = workload.on(variants.get(0).file());
        variants.forEach(variant -> argv.add(workload.on(variant.file()).argv().stream()
                .map(ShellLine::quote)
                .collect(Collectors.joining(" "))));
        try {
            Files.createDirectories(export.toAbsolutePath().getParent());
            Outcome outcome =
                    processes.run(Command.of(argv).in(first.directory()).with(first.environment()));
            if (!outcome.ok()) {
                throw Failure.user("hyperfine: " + outcome.ending()
                        + (workload.stdin() == null
                                ? ""
                                : " (a workload with standard input needs one that knows --input; 1.15 does not)")
                        + ". Run it by hand: " + outcome.command().line() + "\n" + outcome.tail());
            }
            AdapterReport report = read(export, workload.name());
            // Some versions write the commands into their results, and the arguments may contain secrets.
            Redaction.file(export, first);
            return report;
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.TOOL, e.getMessage() + ". Install hyperfine, or leave the cross-check out.", e);
        }
    }

    /** Reads a file that {@code hyperfine --export-json} wrote; the first command is the reference. */
    public static AdapterReport read(Path export, String benchmark) {
        Export read;
        try {
            read = new Gson().fromJson(TextFiles.read(export), Export.class);
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    export + " cannot be read as hyperfine's JSON: " + e.getMessage()
                            + ". Make it with `hyperfine --export-json`.",
                    e);
        }
        if (read == null
                || read.results() == null
                || read.results().size() < 2
                || read.results().stream().anyMatch(r -> r.command() == null || r.mean() == null || !(r.mean() > 0))) {
            throw Failure.user(export
                    + " is not what `hyperfine --export-json` writes for at least two commands: it needs `results`"
                    + " with `command` and `mean`.");
        }
        Result reference = read.results().get(0);
        List<AdapterRow> rows = read.results().stream()
                .skip(1)
                .map(variant -> row(benchmark, variant, reference))
                .toList();
        return new AdapterReport("hyperfine", rows, false, NOTES);
    }

    private static AdapterRow row(String benchmark, Result variant, Result reference) {
        double ratio = variant.mean() / reference.mean();
        // hyperfine's own "±": the root of the sum of the squared relative standard deviations.
        double error = variant.stddev() == null || reference.stddev() == null
                ? Double.NaN
                : ratio * Math.hypot(variant.stddev() / variant.mean(), reference.stddev() / reference.mean());
        return new AdapterRow(
                benchmark,
                variant.command(),
                reference.command(),
                reference.mean(),
                variant.mean(),
                ratio,
                ratio - error,
                ratio + error,
                1,
                null);
    }
}
