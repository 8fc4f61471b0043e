package io.github.pgobolt.workload;

import io.github.pgobolt.base.Hashes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a workload reads, as far as it can be told: stdin, named inputs, and arguments that are files or folders. */
final class InputFiles {

    /** An argument that happens to name a folder larger than this is not hashed file by file. */
    private static final int MOST_FILES = 20_000;

    private static final Set<String> CLASS_PATH_OPTIONS = Set.of("-cp", "-classpath", "--class-path", "-jar");

    private InputFiles() {}

    /**
     * A hash of the command and of the contents of everything that it reads. Where a file lies does not count, what it
     * holds does, so that the same input under two names is seen to be the same.
     */
    static String hash(Workload workload) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String word : words(workload)) {
            Path file = file(word, workload.workingDirectory());
            parts.add(file == null ? word : contents(file));
        }
        parts.add(workload.stdin() == null ? "" : contents(workload.stdin()));
        for (Path input : workload.inputs()) {
            parts.add(contents(input));
        }
        parts.add(new TreeMap<>(workload.environment()).toString());
        // No word holds a zero byte, so that no two lists give the same text.
        return Hashes.ofText(String.join("\0", parts));
    }

    /** The files and folders that the workload is seen to read. */
    static List<Path> paths(Workload workload) {
        List<Path> paths = new ArrayList<>(workload.inputs());
        words(workload).stream()
                .map(word -> file(word, workload.workingDirectory()))
                .filter(Objects::nonNull)
                .forEach(paths::add);
        if (workload.stdin() != null) {
            paths.add(workload.stdin());
        }
        return paths;
    }

    /** SHA-256 of every file of the data that it reads: of {@link #paths} without its program and a JVM's class path. */
    static Set<String> dataHashes(Workload workload) throws IOException {
        Set<Path> code = code(workload);
        Set<String> hashes = new HashSet<>();
        for (Path path : paths(workload)) {
            Path normal = path.toAbsolutePath().normalize();
            if (code.stream().noneMatch(normal::startsWith)) {
                try (Stream<Path> files = Files.walk(normal)) {
                    for (Path file : files.filter(Files::isRegularFile).limit(MOST_FILES).toList()) {
                        hashes.add(Hashes.ofFile(file));
                    }
                }
            }
        }
        return hashes;
    }

    private static Set<Path> code(Workload workload) {
        List<String> words = words(workload);
        List<String> places = new ArrayList<>(List.of(words.get(0)));
        for (int i = 1; i < words.size(); i++) {
            if (CLASS_PATH_OPTIONS.contains(words.get(i - 1))) {
                places.addAll(Arrays.asList(words.get(i).split(File.pathSeparator)));
            }
        }
        Set<Path> code = new HashSet<>();
        for (String place : places) {
            Path path = file(place, workload.workingDirectory());
            if (path != null) {
                code.add(path.toAbsolutePath().normalize());
            }
        }
        return code;
    }

    /** A line for a shell is taken apart where a shell would: what is quoted with spaces in it stays unseen. */
    private static List<String> words(Workload workload) {
        return workload.shell()
                ? workload.command().stream()
                        .flatMap(line -> Stream.of(line.split("[\\s\"';|&<>()]+")))
                        .toList()
                : workload.command();
    }

    private static String contents(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Hashes.ofFile(path);
        }
        if (Files.isDirectory(path)) {
            try (var files = Files.walk(path)) {
                if (files.limit(MOST_FILES + 1L).count() > MOST_FILES) {
                    return path.toString();
                }
            }
            return Hashes.ofFolders(List.of(path), file -> true);
        }
        return "missing " + path;
    }

    /** The file or folder that a word names, also as {@code --name=path}; null where it names none. */
    private static Path file(String word, Path directory) {
        if (word.contains("${") || word.isBlank()) {
            return null;
        }
        try {
            Path whole = directory.resolve(word);
            if (isInput(whole, directory)) {
                return whole;
            }
            int equals = word.indexOf('=');
            Path value = equals < 0 ? null : directory.resolve(word.substring(equals + 1));
            return value != null && equals + 1 < word.length() && isInput(value, directory) ? value : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The working directory itself and what is above it are no inputs: they hold the whole build. */
    private static boolean isInput(Path path, Path directory) {
        Path normal = path.toAbsolutePath().normalize();
        return Files.exists(normal) && !directory.toAbsolutePath().normalize().startsWith(normal);
    }
}
