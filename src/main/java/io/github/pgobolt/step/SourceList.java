package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.cargo.DepInfo;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The sources of a build, as cargo lists them, with the SHA-256 of each file in the format of sha256sum. No build
 * relies on it; it is for those that must not build: a report, and the manifest of a stored profile.
 */
public final class SourceList {

    /** Sources written by people are far smaller. */
    private static final long MOST_BYTES = 4L << 20;

    private final Path list;
    private final Path workFolder;
    private final Subject subject;

    private SourceList(Path list, Path workFolder, Subject subject) {
        this.list = list;
        this.workFolder = workFolder;
        this.subject = subject;
    }

    /** Returns the list of a step which builds. */
    public static SourceList of(Session session, StepKey<?> step) {
        return of(session.work(), session.subject(), step);
    }

    static SourceList of(WorkFolder work, Subject subject, StepKey<?> step) {
        return new SourceList(work.file("sources/" + step.goal() + ".sha256"), work.root(), subject);
    }

    /**
     * Writes the list after a build.
     *
     * @param output the file that cargo built
     * @param compiled whether cargo compiled anything for it
     */
    public void refresh(Path output, boolean compiled) throws IOException {
        SortedSet<Path> sources = sources(output);
        if (!compiled && Files.exists(list) && isNewerThan(sources)) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Path source : sources) {
            lines.append(Hashes.ofFile(source))
                    .append("  ")
                    .append(subject.workspaceRoot().relativize(source))
                    .append('\n');
        }
        WholeFile.write(list, lines.toString());
    }

    /**
     * Returns a source that changed but has an old time, so that cargo, which compares times, does not notice; null if
     * there is none.
     */
    public Path changedWithAnOldTime() throws IOException {
        for (String line : lines()) {
            Path source = subject.workspaceRoot().resolve(name(line)).normalize();
            // Cargo compares the contents of manifests, not their times. Large files are data, not worth delaying a
            // build.
            boolean byTime = !name(line).endsWith("Cargo.toml") && !name(line).endsWith("Cargo.lock");
            if (byTime
                    && Files.isRegularFile(source)
                    && Files.size(source) <= MOST_BYTES
                    && isNewerThan(source)
                    && !line.startsWith(Hashes.ofFile(source))) {
                return source;
            }
        }
        return null;
    }

    /** Returns which of the files has changed, in words; null if none has, or if there is no list. */
    public String seenChange() throws IOException {
        for (String line : lines()) {
            Path source = subject.workspaceRoot().resolve(name(line)).normalize();
            if (!Files.isRegularFile(source)) {
                return "its source " + name(line) + " is gone";
            }
            if (!line.startsWith(Hashes.ofFile(source))) {
                return "its source " + name(line) + " was changed";
            }
        }
        return null;
    }

    /** Returns one hash of names, relative to the workspace, and contents; null if there is no list. */
    public String hash() throws IOException {
        return Files.exists(list) ? Hashes.ofFile(list) : null;
    }

    /** Returns the SHA-256 of one source when it was built; null if it is not in the list. */
    public String sha256(String name) throws IOException {
        return lines().stream()
                .filter(line -> name(line).equals(name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse(null);
    }

    private List<String> lines() throws IOException {
        return Files.exists(list)
                ? Files.readAllLines(list).stream()
                        .filter(line -> line.contains("  "))
                        .toList()
                : List.of();
    }

    private static String name(String line) {
        return line.substring(line.indexOf("  ") + 2);
    }

    private boolean isNewerThan(SortedSet<Path> sources) throws IOException {
        for (Path source : sources) {
            if (!isNewerThan(source)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNewerThan(Path source) throws IOException {
        return Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(list)) <= 0;
    }

    /**
     * Returns the sources, without generated files and without what a profile is built into; folders that a build
     * script reads are not searched.
     */
    private SortedSet<Path> sources(Path output) throws IOException {
        SortedSet<Path> sources = new TreeSet<>();
        for (Path named : DepInfo.read(DepInfo.beside(output))) {
            // build.dep-info-basedir makes them relative to a folder that cargo does not report.
            sources.add(subject.workspaceRoot().resolve(named).normalize());
        }
        sources.add(subject.manifest());
        sources.add(subject.workspaceRoot().resolve("Cargo.toml"));
        sources.add(subject.workspaceRoot().resolve("Cargo.lock"));
        sources.removeIf(source -> source.startsWith(workFolder) || !Files.isRegularFile(source));
        return sources;
    }
}
