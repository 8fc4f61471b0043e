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
 * The shared libraries that cargo built or that build scripts left for a file: {@code cargo run} lets the dynamic loader find
 * them in its target folder. Every build overwrites those of the one before, so that each built file has its own beside it.
 */
public final class SubjectLibraries {

    private static final String FOLDER = "cargo-libraries";

    private SubjectLibraries() {}

    /** Copies libraries to where those of a file belong. */
    public static void keep(Collection<Path> libraries, Path subject) throws IOException {
        for (Path library : libraries) {
            WholeFile.copy(library, subject.resolveSibling(FOLDER).resolve(library.getFileName()));
        }
    }

    /** Gives a file that was made of another one the libraries of that. */
    public static void copy(Path from, Path to) throws IOException {
        keep(of(from), to);
    }

    /** One hash of all; null where the file has none. */
    public static String hash(Path subject) throws IOException {
        List<Path> libraries = of(subject);
        return libraries.isEmpty() ? null : Hashes.ofFolders(List.of(subject.resolveSibling(FOLDER)), library -> true);
    }

    /**
     * The variable by which a process of the file finds them; nothing where there are none.
     *
     * @param given the variables that the process gets otherwise, of which one may name libraries, too
     */
    public static Map<String, String> variable(Path subject, Map<String, String> given) {
        Path folder = subject.resolveSibling(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        String name = System.getProperty("os.name").startsWith("Mac") ? "DYLD_FALLBACK_LIBRARY_PATH" : "LD_LIBRARY_PATH";
        String others = given.getOrDefault(name, System.getenv(name));
        return new TreeMap<>(Map.of(name, others == null || others.isEmpty() ? folder.toString() : folder + ":" + others));
    }

    /** Those of a file. */
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
