package io.github.pgobolt.workload;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.github.pgobolt.base.FilesBelow;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files, folders and links that workloads' arguments name and that a run itself wrote or created, such as
 * {@code out.json} in {@code -o out.json}. They are outputs, so that a run does not depend on them; they are found by
 * looking before and after. Each is kept with the state in which the run left it: if somebody else has changed it
 * since, it is an input again.
 */
public final class WrittenFiles {

    /** For use when nothing is known of earlier runs. */
    public static final WrittenFiles NONE = new WrittenFiles(Map.of());

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String FOLDER = "folder";

    /** Absolute paths, each with its state. */
    private final Map<String, String> left;

    private WrittenFiles(Map<String, String> left) {
        this.left = left;
    }

    /** Returns the notes; empty if there are none or they are damaged, which only costs another run. */
    public static WrittenFiles read(Path notes) {
        try {
            Map<String, String> left = Files.exists(notes)
                    ? GSON.fromJson(TextFiles.read(notes), new TypeToken<Map<String, String>>() {}.getType())
                    : null;
            return left == null ? NONE : new WrittenFiles(left);
        } catch (IOException | JsonParseException damaged) {
            return NONE;
        }
    }

    /**
     * Whether a run wrote it and nobody has changed it since. A folder counts if a run created it and it holds nothing
     * else.
     */
    boolean isOutput(Path path) {
        Path normal = path.toAbsolutePath().normalize();
        String state = left.get(normal.toString());
        try {
            if (state != null && state.equals(state(normal))) {
                return !state.equals(FOLDER)
                        || states(normal).entrySet().stream()
                                .allMatch(below -> below.getValue()
                                        .equals(left.get(below.getKey().toString())));
            }
            // An existing link to a file that the run wrote.
            return Files.isSymbolicLink(normal) && !normal.toRealPath().equals(normal) && isOutput(normal.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Records the state of what the workloads' arguments name, before they run. */
    public static Watch watch(List<Workload> workloads, Path notes) throws IOException {
        return new Watch(workloads, notes);
    }

    /** The state before some runs; when closed after them, it notes what they wrote. */
    public static final class Watch implements AutoCloseable {

        private final List<Workload> workloads;
        private final Path notes;
        private final Map<Path, String> before;
        private boolean replaced;

        private Watch(List<Workload> workloads, Path notes) throws IOException {
            this.workloads = workloads;
            this.notes = notes;
            this.before = named(workloads);
        }

        /** Whether a file existed that an argument names as an output, and was overwritten: the runs never read it. */
        public boolean replacedOutputs() {
            return replaced;
        }

        @Override
        public void close() throws IOException {
            Map<String, String> all = new TreeMap<>(read(notes).left);
            Map<String, String> old = Map.copyOf(all);
            Map<Path, String> after = named(workloads);
            after.forEach((path, state) -> {
                if (!state.equals(before.get(path))) {
                    all.put(path.toString(), state);
                } else if (!state.equals(all.get(path.toString()))) {
                    // The run read it: somebody else wrote it.
                    all.remove(path.toString());
                }
            });
            if (!all.equals(old)) {
                WholeFile.write(notes, GSON.toJson(all) + "\n");
            }
            replaced = workloads.stream()
                    .flatMap(InputFiles::namedOutputs)
                    .anyMatch(path ->
                            before.containsKey(path) && !before.get(path).equals(after.get(path)));
        }
    }

    private static Map<Path, String> named(List<Workload> workloads) throws IOException {
        Map<Path, String> states = new HashMap<>();
        for (Workload workload : workloads) {
            for (Path path : InputFiles.arguments(workload)) {
                states.put(path, state(path));
                if (Files.isSymbolicLink(path) && Files.exists(path)) {
                    states.put(path.toRealPath(), state(path.toRealPath()));
                }
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !FolderFingerprint.isLarge(path)) {
                    states.putAll(states(path));
                }
            }
        }
        return states;
    }

    /** Returns the states of everything below a folder. */
    private static Map<Path, String> states(Path folder) throws IOException {
        Map<Path, String> states = new HashMap<>();
        FilesBelow.visit(folder, all -> true, (file, attributes) -> {
            states.put(file, state(file));
            return true;
        });
        return states;
    }

    private static String state(Path path) throws IOException {
        BasicFileAttributes of = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return of.isDirectory()
                ? FOLDER
                : (of.isSymbolicLink() ? "link to " + Files.readSymbolicLink(path) : of.size() + " bytes") + ", "
                        + of.lastModifiedTime();
    }
}
