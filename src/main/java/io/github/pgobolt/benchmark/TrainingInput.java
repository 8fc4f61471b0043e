package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells whether an evaluation reads what the training read, by the content of the files that the commands name, read
 * from standard input, or declare as inputs.
 */
final class TrainingInput {

    /** Folders beyond this are not hashed: such a workload says what it reads by {@code inputs}. */
    private static final int MOST_FILES = 10_000;

    private TrainingInput() {}

    static boolean evaluatedOnTraining(List<Workload> training, List<Workload> evaluation) {
        Set<String> trained = new HashSet<>();
        training.forEach(workload -> trained.addAll(contents(workload)));
        return evaluation.stream().anyMatch(workload -> {
            Set<String> read = contents(workload);
            return workload.use().trains()
                            && workload.use().evaluates()
                            && training.stream().anyMatch(workload::equals)
                    || !read.isEmpty() && trained.containsAll(read)
                    || read.isEmpty()
                            && training.stream()
                                    .anyMatch(t -> t.command().equals(workload.command())
                                            && t.environment().equals(workload.environment()));
        });
    }

    /** SHA-256 of every file that the workload is seen to read. */
    static Set<String> contents(Workload workload) {
        Set<String> hashes = new HashSet<>();
        if (workload.stdin() != null) {
            add(hashes, workload.stdin());
        }
        workload.inputs().forEach(input -> add(hashes, input));
        Stream<String> words = workload.shell()
                ? workload.command().stream().flatMap(word -> Stream.of(word.split("[\\s\"';|&<>()]+")))
                : workload.command().stream();
        // --config=file names a file, too. The first word is the program.
        words.skip(1)
                .flatMap(word -> Stream.of(word, word.substring(word.indexOf('=') + 1)))
                .distinct()
                .filter(word -> !word.isEmpty() && !word.contains("${"))
                .forEach(word -> named(workload, word, hashes));
        return hashes;
    }

    private static void named(Workload workload, String word, Set<String> hashes) {
        try {
            Path directory = workload.workingDirectory() == null ? Path.of("") : workload.workingDirectory();
            Path file = directory.resolve(word);
            // The working directory and what is above it hold the whole build, and are no input.
            boolean folder = Files.isDirectory(file)
                    && !directory.toAbsolutePath().normalize().startsWith(file.toAbsolutePath().normalize());
            if (folder || Files.isRegularFile(file)) {
                add(hashes, file);
            }
        } catch (InvalidPathException noPath) {
            // An argument that cannot be a path names no file.
        }
    }

    private static void add(Set<String> hashes, Path input) {
        try (Stream<Path> files = Files.walk(input)) {
            for (Path file :
                    files.filter(Files::isRegularFile).limit(MOST_FILES).toList()) {
                hashes.add(Hashes.ofFile(file));
            }
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "The workload's input " + input + " cannot be read: " + e.getMessage()
                            + ". Correct `stdin` or `inputs`.",
                    e);
        }
    }
}
