package io.github.pgobolt.cargo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The replacement of this machine's folders in the files that rustc writes. Panic messages and debug information name
 * source files by their path: without it the bytes of a file, and the places of its functions, depend on where it was
 * built and by whom.
 *
 * <p>It also makes cargo leave the flags out of the names of its folders, among them OUT_DIR. The path of a profile is
 * such a flag, so that code generated there would otherwise have another path on another machine.
 *
 * @param folders what replaces each folder; of several that hold a file, the last one counts
 */
public record PathRemap(Map<Path, String> folders) {

    /** Replaces nothing. */
    public static final PathRemap NONE = new PathRemap(Map.of());

    private static final String OPTION = "--remap-path-prefix";

    public PathRemap {
        folders = new LinkedHashMap<>(folders);
    }

    /**
     * Replaces the folders that a build of a workspace reads.
     *
     * @param environment what cargo's process sees, by which it finds its own folder
     */
    public static PathRemap of(Path workspaceRoot, Path sysroot, String commit, Map<String, String> environment) {
        Map<Path, String> folders = new LinkedHashMap<>();
        // A relative path, since cargo gives rustc relative ones of a workspace's own files.
        folders.put(workspaceRoot, ".");
        // With the component rust-src, code of the standard library has this path instead of the other one.
        if (commit != null) {
            folders.put(sysroot.resolve("lib/rustlib/src/rust"), "/rustc/" + commit);
        }
        Path home = cargoHome(environment);
        if (home != null) {
            folders.put(home, "/cargo");
        }
        return new PathRemap(folders);
    }

    private static Path cargoHome(Map<String, String> environment) {
        String named = environment.getOrDefault("CARGO_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        return home.isBlank() ? null : Path.of(home, ".cargo");
    }

    /** Returns rustc's flags. They belong before the user's own, since of two that fit a path the last one wins. */
    List<String> flags(Path targetFolder) {
        if (folders.isEmpty()) {
            return List.of();
        }
        Map<Path, String> all = new LinkedHashMap<>(folders);
        all.put(targetFolder, "/target");
        List<String> flags = new ArrayList<>();
        all.forEach((folder, name) -> flags.addAll(as(folder, name)));
        return flags;
    }

    /** Returns rustc's flags that replace a folder. */
    static List<String> as(Path folder, String name) {
        return spellings(folder).stream()
                .map(spelling -> OPTION + "=" + spelling + "=" + name)
                .toList();
    }

    /** Returns what rustc's flags make of a path. */
    String name(Path path) {
        String named = path.toString();
        for (Map.Entry<Path, String> folder : folders.entrySet()) {
            if (path.startsWith(folder.getKey())) {
                Path rest = folder.getKey().relativize(path);
                named = rest.toString().isEmpty() ? folder.getValue() : folder.getValue() + "/" + rest;
            }
        }
        return named;
    }

    /** Returns a folder as it was named and as the kernel names it: cargo uses one or the other. */
    private static Set<Path> spellings(Path folder) {
        Set<Path> spellings =
                new LinkedHashSet<>(List.of(folder.toAbsolutePath().normalize()));
        spellings.add(real(folder.toAbsolutePath().normalize()));
        // The root of the file system would stand for every path.
        spellings.removeIf(spelling -> spelling.getNameCount() == 0);
        return spellings;
    }

    /** Resolves links in a folder that may not be there yet: the flags of its first build are those of the next. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException absent) {
            return folder.getParent() == null
                    ? folder
                    : real(folder.getParent()).resolve(folder.getFileName());
        }
    }

    /**
     * Whether one of the flags replaces paths. Cargo then keeps only one state of a target folder, whatever the other
     * flags are.
     */
    static boolean isIn(List<String> flags) {
        return flags.stream().anyMatch(flag -> flag.equals(OPTION) || flag.startsWith(OPTION + "="));
    }
}
