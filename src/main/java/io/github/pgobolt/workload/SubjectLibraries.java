package io.github.pgobolt.workload;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The shared libraries that cargo or build scripts built for a file: {@code cargo run} lets the dynamic loader find
 * them in its target folder. Every build overwrites those of the previous one, so each built file keeps its own beside
 * it.
 */
public final class SubjectLibraries {

    private static final String FOLDER = "cargo-libraries";

    private SubjectLibraries() {}

    /** Copies libraries to the place of a file's libraries. */
    public static void keep(Collection<Path> libraries, Path subject) throws IOException {
        for (Path library : libraries) {
            WholeFile.copy(library, subject.resolveSibling(FOLDER).resolve(library.getFileName()));
        }
    }

    /** Copies the libraries of a file to one that was made from it. */
    public static void copy(Path from, Path to) throws IOException {
        keep(of(from), to);
    }

    /** Returns one hash of all; null if the file has none. */
    public static String hash(Path subject) throws IOException {
        List<Path> libraries = of(subject);
        return libraries.isEmpty() ? null : Hashes.ofFolders(List.of(subject.resolveSibling(FOLDER)), library -> true);
    }

    /**
     * Returns the variable by which a process of the file finds them; nothing if there are none.
     *
     * @param given the other variables of the process, one of which may name libraries, too
     */
    public static Map<String, String> variable(Path subject, Map<String, String> given) {
        Path folder = subject.resolveSibling(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        String name =
                System.getProperty("os.name").startsWith("Mac") ? "DYLD_FALLBACK_LIBRARY_PATH" : "LD_LIBRARY_PATH";
        String others = given.getOrDefault(name, System.getenv(name));
        return new TreeMap<>(
                Map.of(name, others == null || others.isEmpty() ? folder.toString() : folder + ":" + others));
    }

    /** Returns the libraries of a file. */
    public static List<Path> of(Path subject) throws IOException {
        Path folder = subject.resolveSibling(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
