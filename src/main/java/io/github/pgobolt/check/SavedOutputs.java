package io.github.pgobolt.check;

import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The named output files of a workload, as they were before the check: restored before each run, so that every variant
 * starts from the same state, and at the end, so that the user's files are unchanged.
 *
 * <p>A file that existed already gets an old date before each run: that tells a file that a run left untouched from one
 * that it wrote again with the same contents.
 */
final class SavedOutputs implements AutoCloseable {

    private static final FileTime OLD = FileTime.fromMillis(0);

    private final Map<Path, String> names = new LinkedHashMap<>();
    private final Map<Path, Path> copies = new LinkedHashMap<>();
    private final Map<Path, FileTime> dates = new LinkedHashMap<>();

    SavedOutputs(Workload workload, Path folder) throws IOException {
        Path directory = workload.workingDirectory() == null ? Path.of("") : workload.workingDirectory();
        Files.createDirectories(folder);
        for (String name : workload.outputs()) {
            if (name.equals("stdout") || name.equals("stderr")) {
                continue;
            }
            Path file = directory.resolve(name).toAbsolutePath().normalize();
            names.put(file, name);
            if (Files.isRegularFile(file)) {
                Path copy = folder.resolve("saved-" + copies.size());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                copies.put(file, copy);
                dates.put(file, Files.getLastModifiedTime(file));
            }
        }
    }

    void restore() throws IOException {
        for (Path file : names.keySet()) {
            if (copies.containsKey(file)) {
                Files.copy(copies.get(file), file, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(file, OLD);
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                // It did not exist before the check, so a run of this check made it.
                Files.delete(file);
            }
        }
    }

    /** Returns the files that the run since the last restore wrote. */
    List<Path> written() throws IOException {
        List<Path> written = new ArrayList<>();
        for (Path file : names.keySet()) {
            if (Files.isRegularFile(file) && !Files.getLastModifiedTime(file).equals(OLD)) {
                written.add(file);
            }
        }
        return written;
    }

    String nameOf(Path file) {
        return names.get(file);
    }

    @Override
    public void close() throws IOException {
        restore();
        for (Map.Entry<Path, Path> copy : copies.entrySet()) {
            Files.setLastModifiedTime(copy.getKey(), dates.get(copy.getKey()));
            Files.deleteIfExists(copy.getValue());
        }
    }
}
