package io.github.pgobolt.workload;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that a run wrote in its working directory and where its arguments say, found by looking before and after.
 * They may hold its result, although the workload does not say so.
 */
public final class NewFiles {

    /** In a larger folder only the files directly in it are examined. */
    private static final int MOST_FILES = 20_000;

    private static final Set<String> NO_RESULTS = Set.of(".git", ".hg", ".svn", "node_modules");

    private final Workload workload;
    private final Path unseen;
    private final Map<Path, String> before;

    private NewFiles(Workload workload, Path unseen) throws IOException {
        this.workload = workload;
        this.unseen = unseen.toAbsolutePath().normalize();
        this.before = states();
    }

    /**
     * Records the state before a run.
     *
     * @param unseen a folder that is not searched: the plugin's own
     */
    public static NewFiles before(Workload workload, Path unseen) throws IOException {
        return new NewFiles(workload, unseen);
    }

    /**
     * Returns new and changed files, in the form for {@code outputs} of the workload; without those already named
     * there.
     */
    public List<String> found() throws IOException {
        Path directory = directory();
        Set<Path> named = workload.outputs().stream()
                .map(name -> directory.resolve(name).normalize())
                .collect(Collectors.toSet());
        return states().entrySet().stream()
                .filter(now -> !now.getValue().equals(before.get(now.getKey())) && !named.contains(now.getKey()))
                .map(now -> now.getKey().startsWith(directory) ? directory.relativize(now.getKey()) : now.getKey())
                .map(Path::toString)
                .sorted()
                .toList();
    }

    private Path directory() {
        return (workload.workingDirectory() == null ? Path.of("") : workload.workingDirectory())
                .toAbsolutePath()
                .normalize();
    }

    private Map<Path, String> states() throws IOException {
        Map<Path, String> states = new HashMap<>();
        if (!below(directory(), Integer.MAX_VALUE, states)) {
            states.clear();
            below(directory(), 1, states);
        }
        for (Path argument : InputFiles.arguments(workload)) {
            below(argument, Integer.MAX_VALUE, states);
        }
        return states;
    }

    /** Adds the state of every file below a folder, or of the file; returns false if there are too many to examine. */
    private boolean below(Path top, int depth, Map<Path, String> states) throws IOException {
        int most = states.size() + MOST_FILES;
        Files.walkFileTree(top, Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(top)
                                && (folder.equals(unseen)
                                        || NO_RESULTS.contains(Objects.toString(folder.getFileName(), ""))
                                        // The tag in tools' folders, such as cargo's own target.
                                        || Files.exists(folder.resolve("CACHEDIR.TAG"), LinkOption.NOFOLLOW_LINKS))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                if (of.isRegularFile()) {
                    // A file that replaces another is a new one, whatever its size and time.
                    states.put(file, of.size() + " bytes, " + of.lastModifiedTime() + ", " + of.fileKey());
                }
                return states.size() > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        return states.size() <= most;
    }
}
