package io.github.pgobolt.cargo;

import io.github.pgobolt.base.BytesDifference;
import io.github.pgobolt.base.BytesDifference.Cause;
import io.github.pgobolt.base.FilesBelow;
import io.github.pgobolt.cargo.CargoMessages.ScriptOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the build scripts of two builds of the same sources left, and where it differs: files in OUT_DIR, and what they
 * set by {@code cargo:rustc-env}. Both are compiled into what cargo builds.
 */
public final class BuildScriptOutputs {

    /**
     * A difference between the outputs of one build script.
     *
     * @param packageName the package whose build script it is
     * @param what the file below OUT_DIR, or the variable
     * @param cause null if it cannot be told
     */
    public record Difference(String packageName, String what, Cause cause) {

        /** Returns it for people, in a line. */
        public String words() {
            return "the build script of " + packageName + " leaves another " + what
                    + (cause == null ? "" : ", which has " + cause.words() + " in it");
        }
    }

    private final Path firstFolder;
    private final Path secondFolder;
    private final List<Difference> found = new ArrayList<>();

    private BuildScriptOutputs(Path firstFolder, Path secondFolder) {
        this.firstFolder = firstFolder;
        this.secondFolder = secondFolder;
    }

    /**
     * Compares the outputs of two builds. What differs by more than the folder's name comes first.
     *
     * @param firstFolder the target folder of the first build
     */
    public static List<Difference> between(
            List<ScriptOutput> first, Path firstFolder, List<ScriptOutput> second, Path secondFolder)
            throws IOException {
        BuildScriptOutputs outputs = new BuildScriptOutputs(firstFolder, secondFolder);
        Map<String, ScriptOutput> others = byFolder(second, secondFolder);
        for (Map.Entry<String, ScriptOutput> one : byFolder(first, firstFolder).entrySet()) {
            ScriptOutput other = others.get(one.getKey());
            if (other != null) {
                outputs.compare(one.getValue(), other);
            }
        }
        outputs.found.sort(Comparator.comparing(difference -> difference.cause() == Cause.PATH));
        return List.copyOf(outputs.found);
    }

    /** A script runs once for each set of features and each of host and target, which have a folder each. */
    private static Map<String, ScriptOutput> byFolder(List<ScriptOutput> outputs, Path target) {
        Map<String, ScriptOutput> named = new TreeMap<>();
        outputs.forEach(output -> named.put(
                output.packageId() + " "
                        + (output.folder().startsWith(target) ? target.relativize(output.folder()) : output.folder()),
                output));
        return named;
    }

    private void compare(ScriptOutput first, ScriptOutput second) throws IOException {
        String name = packageName(first.packageId());
        SortedSet<String> variables = new TreeSet<>(first.environment().keySet());
        variables.addAll(second.environment().keySet());
        for (String variable : variables) {
            BytesDifference.of(
                            bytes(first.environment().get(variable)),
                            bytes(second.environment().get(variable)),
                            firstFolder.toString(),
                            secondFolder.toString())
                    .ifPresent(difference ->
                            found.add(new Difference(name, "cargo:rustc-env=" + variable, difference.cause())));
        }
        SortedSet<Path> files = files(first.folder());
        files.addAll(files(second.folder()));
        for (Path file : files) {
            compare(name, file, first.folder().resolve(file), second.folder().resolve(file));
        }
    }

    private void compare(String name, Path file, Path first, Path second) throws IOException {
        String what = "OUT_DIR/" + file;
        if (!Files.isRegularFile(first) || !Files.isRegularFile(second)) {
            found.add(new Difference(name, what, null));
        } else if (Files.mismatch(first, second) >= 0) {
            Optional<BytesDifference> difference =
                    BytesDifference.of(mapped(first), mapped(second), firstFolder.toString(), secondFolder.toString());
            found.add(new Difference(
                    name, what, difference.map(BytesDifference::cause).orElse(null)));
        }
    }

    private static ByteBuffer bytes(String value) {
        return ByteBuffer.wrap((value == null ? "" : value).getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer mapped(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, Math.min(channel.size(), Integer.MAX_VALUE));
        }
    }

    private static SortedSet<Path> files(Path folder) throws IOException {
        SortedSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            FilesBelow.visit(folder, below -> true, (file, attributes) -> {
                if (attributes.isRegularFile()) {
                    files.add(folder.relativize(file));
                }
                return true;
            });
        }
        return files;
    }

    /**
     * Returns name and version of a package by cargo's id of it: {@code path+file:///w/many#0.1.0}, where the folder is
     * named as the package is, {@code registry+https://…#cc@1.2.3}, or before cargo 1.77 {@code cc 1.2.3 (registry+…)}.
     */
    static String packageName(String id) {
        int hash = id.lastIndexOf('#');
        if (hash < 0) {
            int source = id.indexOf(" (");
            return source < 0 ? id : id.substring(0, source);
        }
        String after = id.substring(hash + 1).replace('@', ' ');
        String url = id.substring(0, hash);
        return after.contains(" ") ? after : url.substring(url.lastIndexOf('/') + 1) + " " + after;
    }
}
