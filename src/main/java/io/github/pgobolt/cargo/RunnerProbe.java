package io.github.pgobolt.cargo;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.ShellWords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asks cargo what it puts before a program that it runs.
 *
 * <p>A runner that is found by name must not be started for that: sudo would ask for a password, and a recorder would leave a
 * recording. So PATH is empty, rustc is named by its path, and cargo is the real one, since rustup's proxy adds folders to
 * PATH.
 */
final class RunnerProbe {

    /** A runner given as a path is started, and it may be any program. */
    private static final Duration RUN_LIMIT = Duration.ofSeconds(20);

    private final ProcessRunner processes;
    private final ProbeCrate crate;

    RunnerProbe(ProcessRunner processes, ProbeCrate crate) {
        this.processes = processes;
        this.crate = crate;
    }

    /**
     * Returns the runner's words; empty if there is none.
     *
     * @param build the build of the crate before
     * @param arguments of that build, behind cargo's verb
     * @param cargoItself the real cargo; null if it is unknown
     */
    List<String> ask(Command build, List<String> arguments, String cargoItself) throws IOException {
        if (cargoItself == null) {
            return List.of();
        }
        Path nothing =
                Files.createDirectories(crate.folder().resolve("no-programs").toAbsolutePath());
        Map<String, String> environment = new TreeMap<>(build.environment());
        rustc(cargoItself)
                .ifPresent(file -> environment.putIfAbsent(
                        "RUSTC", processes.environment().getOrDefault("RUSTC", file.toString())));
        Outcome outcome = processes.run(Command.of(cargoItself, "run")
                .and(arguments)
                .in(build.directory())
                .with(environment)
                .with("PATH", nothing.toString())
                .within(RUN_LIMIT));
        return CargoCalls.in(outcome.stderr())
                .map(call -> beforeProbe(
                        call, build.directory(), crate.targetFolder().toAbsolutePath()))
                .flatMap(Optional::stream)
                .map(words -> asOneProgram(words.subList(CargoCalls.variableCount(words), words.size())))
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Returns the same file that cargo used before: it caches what it knows of rustc by path, and would query another one
     * anew.
     */
    private Optional<Path> rustc(String cargoItself) {
        return Stream.concat(
                        Stream.of(Path.of(cargoItself).resolveSibling("rustc")),
                        Stream.of(processes
                                        .environment()
                                        .getOrDefault("PATH", "")
                                        .split(File.pathSeparator))
                                .map(entry -> Path.of(entry, "rustc")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Returns the words before the probe's own file; empty if a call is for something else. Cargo quotes arguments, but
     * not the program that it starts, which is the probe if there is no runner.
     */
    static Optional<List<String>> beforeProbe(String call, Path directory, Path targetFolder) {
        if (call.endsWith("/" + ProbeCrate.NAME)) {
            Path shown = targetFolder.startsWith(directory) ? directory.relativize(targetFolder) : targetFolder;
            int start = call.lastIndexOf(" " + shown + "/");
            if (start >= 0) {
                return Optional.of(ShellWords.split(call.substring(0, start), "cargo"));
            }
        }
        List<String> words = ShellWords.split(call, "cargo");
        return words.isEmpty() || !Path.of(words.get(words.size() - 1)).endsWith(ProbeCrate.NAME)
                ? Optional.empty()
                : Optional.of(words.subList(0, words.size() - 1));
    }

    /** Joins a runner's path that contains spaces; cargo does not quote that either. */
    private static List<String> asOneProgram(List<String> runner) {
        for (int count = 2;
                count <= runner.size() && runner.get(0).startsWith("/") && !Files.exists(Path.of(runner.get(0)));
                count++) {
            String joined = String.join(" ", runner.subList(0, count));
            if (Files.isRegularFile(Path.of(joined))) {
                return Stream.concat(Stream.of(joined), runner.stream().skip(count))
                        .toList();
            }
        }
        return runner;
    }
}
