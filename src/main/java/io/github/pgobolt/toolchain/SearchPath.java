package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders that are searched for programs, in order. */
public record SearchPath(List<Path> folders) {

    /** Returns PATH as a process would see it: the request's, else the runner's. */
    public static SearchPath of(Map<String, String> inherited, Map<String, String> added) {
        String path = added.containsKey("PATH") ? added.get("PATH") : inherited.get("PATH");
        List<Path> folders = new ArrayList<>();
        if (path != null) {
            for (String folder : path.split(File.pathSeparator)) {
                try {
                    // An empty entry means the current folder, which no tool should come from.
                    if (!folder.isEmpty()) {
                        folders.add(Path.of(folder).toAbsolutePath().normalize());
                    }
                } catch (InvalidPathException notAFolder) {
                    continue;
                }
            }
        }
        return new SearchPath(folders.stream().distinct().toList());
    }

    /** Returns the given folders, followed by those of PATH as the runner's processes see it. */
    public static SearchPath of(ProcessRunner processes, List<Path> first) {
        List<Path> folders = new ArrayList<>(first);
        folders.addAll(of(processes.environment(), Map.of()).folders());
        return new SearchPath(folders);
    }

    /** Returns the same, followed by cargo's own folder, where cargo looks for its commands, too. */
    public static SearchPath ofCargo(ProcessRunner processes, List<Path> first) {
        return of(processes, first).withCargoHome(processes.environment(), Map.of());
    }

    /** Appends cargo's own folder: a shell that was open when rustup was installed does not have it in PATH. */
    SearchPath withCargoHome(Map<String, String> inherited, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(inherited);
        all.putAll(added);
        String cargoHome = all.get("CARGO_HOME");
        String home = all.get("HOME");
        List<Path> more = new ArrayList<>(folders);
        if (cargoHome != null && !cargoHome.isBlank()) {
            more.add(Path.of(cargoHome, "bin"));
        } else if (home != null && !home.isBlank()) {
            more.add(Path.of(home, ".cargo", "bin"));
        }
        return new SearchPath(more);
    }

    /**
     * Returns a command whose program is an absolute path: the JVM would look a name up in its own PATH, not in this
     * one.
     */
    List<String> resolve(List<String> command) {
        List<String> resolved = new ArrayList<>(command);
        find(command.get(0)).ifPresent(program -> resolved.set(0, program.toString()));
        return resolved;
    }

    /** Returns the first executable with a name. */
    public Optional<Path> find(String name) {
        return all(name).stream().findFirst();
    }

    /** Returns every executable with a name, in order. */
    List<Path> all(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(SearchPath::executable)
                .toList();
    }

    /** Returns executables such as {@code llvm-bolt-22} by their number, the first for each. */
    Map<Integer, Path> numbered(String name) {
        Map<Integer, Path> found = new TreeMap<>();
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "-(\\d{1,3})");
        for (Path folder : folders) {
            for (Path file : list(folder, name + "-*")) {
                Matcher matcher = pattern.matcher(file.getFileName().toString());
                if (matcher.matches() && executable(file)) {
                    found.putIfAbsent(Integer.valueOf(matcher.group(1)), file);
                }
            }
        }
        return found;
    }

    static List<Path> list(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(files::add);
        } catch (IOException unreadable) {
            return List.of();
        }
        return files.stream().sorted().toList();
    }

    static boolean executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    static List<Path> executables(Path... files) {
        return Arrays.stream(files).filter(SearchPath::executable).toList();
    }
}
