package io.github.pgobolt.workload;

import io.github.pgobolt.base.FilesBelow;
import io.github.pgobolt.base.Hashes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The inputs of a workload, as far as they are known: stdin, named inputs, and arguments that are files or folders. */
final class InputFiles {

    /**
     * The first bytes of machine code and of Java's: ELF, Mach-O (four), a Java class, a static archive, and Windows'
     * own.
     */
    private static final Set<String> MACHINE_CODE =
            Set.of("7f454c46", "feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe", "213c6172", "4d5a9000");

    /** What may be the path of one file: no option, address, pattern or variable. */
    private static final Pattern FILE_NAME = Pattern.compile("(?!-)(?!\\w+://)[^\\s$`*?\\[\\]{}|=:;,'\"\\\\]{1,4000}");

    private static final Pattern ENDING = Pattern.compile("[^/.]\\.[A-Za-z][A-Za-z0-9]{0,5}$");

    private InputFiles() {}

    /**
     * Returns a hash of the command and of the contents of everything that it reads. A file's contents count, not its
     * path, so that the same input under two names is recognised as the same.
     *
     * @param written the files that runs wrote themselves: for these only the name counts
     * @param places what stands for a text that may name folders of this machine
     */
    static String hash(Workload workload, WrittenFiles written, UnaryOperator<String> places) throws IOException {
        Predicate<Path> output = isOutput(workload, written);
        List<String> parts = new ArrayList<>();
        for (CommandWords.Word word : CommandWords.of(workload)) {
            Path file = file(word.text(), workload.workingDirectory());
            boolean asText = file == null || output.test(file) || word.code() && isDeclared(file, workload);
            parts.add(asText ? places.apply(word.text()) : contents(file, output));
        }
        parts.add(workload.stdin() == null ? "" : places.apply(contents(workload.stdin(), file -> false)));
        for (Path input : workload.inputs()) {
            parts.add(places.apply(contents(input, file -> false)));
        }
        parts.add(places.apply(new TreeMap<>(workload.environment()).toString()));
        // No word contains a zero byte, so no two lists give the same text.
        return Hashes.ofText(String.join("\0", parts));
    }

    /**
     * Whether the inputs have the parts of a folder that count, as those of a class path: a build puts the library that
     * ships among the classes, and with that would change the inputs of the next one.
     */
    private static boolean isDeclared(Path folder, Workload workload) {
        Path whole = folder.toAbsolutePath().normalize();
        return workload.inputs().stream()
                .anyMatch(input -> input.toAbsolutePath().normalize().startsWith(whole));
    }

    /** Returns the files and folders that the workload is known to read. */
    static List<Path> paths(Workload workload) {
        List<Path> paths = new ArrayList<>(workload.inputs());
        CommandWords.of(workload).stream()
                .map(word -> file(word.text(), workload.workingDirectory()))
                .filter(Objects::nonNull)
                .forEach(paths::add);
        if (workload.stdin() != null) {
            paths.add(workload.stdin());
        }
        return paths;
    }

    /**
     * Returns the SHA-256 of every file of its data: {@link #paths} without what runs, and without outputs. A file
     * named by an argument is also left out if it is machine code; {@code stdin} and {@code inputs} always count as
     * data.
     */
    static Set<String> dataHashes(Workload workload, WrittenFiles written) throws IOException {
        Set<Path> code = new HashSet<>();
        Set<Path> arguments = new HashSet<>();
        for (CommandWords.Word word : CommandWords.of(workload)) {
            for (String place : word.code() ? List.of(word.text().split(File.pathSeparator)) : List.of(word.text())) {
                Path path = file(place, workload.workingDirectory());
                if (path != null) {
                    (word.code() ? code : arguments).add(path.toAbsolutePath().normalize());
                }
            }
        }
        Set<Path> declared = new HashSet<>(workload.inputs());
        if (workload.stdin() != null) {
            declared.add(workload.stdin());
        }
        Predicate<Path> output = isOutput(workload, written);
        Set<String> hashes = new HashSet<>();
        for (Path path : arguments) {
            if (!output.test(path)) {
                add(hashes, path, code, file -> !output.test(file) && !isMachineCode(file));
            }
        }
        for (Path path : declared) {
            add(hashes, path.toAbsolutePath().normalize(), code, file -> true);
        }
        return hashes;
    }

    private static void add(Set<String> hashes, Path path, Set<Path> code, Predicate<Path> wanted) throws IOException {
        if (code.stream().anyMatch(path::startsWith)) {
            return;
        }
        if (Files.isDirectory(path) && FolderFingerprint.isLarge(path)) {
            hashes.add(FolderFingerprint.looks(path, file -> true, false));
            return;
        }
        FilesBelow.visit(path, all -> true, (file, attributes) -> {
            if (Files.isRegularFile(file) && wanted.test(file)) {
                hashes.add(Hashes.ofFile(file));
            }
            return true;
        });
    }

    private static boolean isMachineCode(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return MACHINE_CODE.contains(HexFormat.of().formatHex(in.readNBytes(4)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Returns the files that its arguments currently name, after the first word, including broken links. */
    static List<Path> arguments(Workload workload) {
        return CommandWords.of(workload).stream()
                .skip(1)
                .filter(word -> !word.code())
                .map(word -> file(word.text(), workload.workingDirectory()))
                .filter(Objects::nonNull)
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /**
     * Returns the words that look like files to read and are none: a name with an ending, or one in a folder that exists.
     * Whether a run reads or writes them is not known, except for those that the command or {@code outputs} names as output.
     */
    static List<String> missing(Workload workload) {
        Path directory = workload.workingDirectory();
        return CommandWords.of(workload).stream()
                .filter(word -> !word.code() && !word.output() && file(word.text(), directory) == null)
                .map(word -> word.text().startsWith("-")
                        ? word.text().substring(word.text().indexOf('=') + 1)
                        : word.text())
                .filter(name ->
                        FILE_NAME.matcher(name).matches() && !workload.outputs().contains(name))
                .filter(name -> ENDING.matcher(name).find() || isInFolder(name, directory))
                .distinct()
                .toList();
    }

    private static boolean isInFolder(String name, Path directory) {
        Path parent = directory.resolve(name).getParent();
        return name.contains("/")
                && !name.endsWith("/")
                && parent != null
                && parent.getNameCount() > 0
                && Files.isDirectory(parent)
                && !Files.exists(directory.resolve(name));
    }

    /** Returns those that an option such as {@code -o}, or a shell's {@code >}, names as an output. */
    static Stream<Path> namedOutputs(Workload workload) {
        return CommandWords.of(workload).stream()
                .filter(CommandWords.Word::output)
                .map(word -> file(word.text(), workload.workingDirectory()))
                .filter(Objects::nonNull)
                .map(path -> path.toAbsolutePath().normalize());
    }

    private static Predicate<Path> isOutput(Workload workload, WrittenFiles written) {
        Set<Path> declared = new HashSet<>();
        workload.outputs()
                .forEach(name -> declared.add(workload.workingDirectory()
                        .resolve(name)
                        .toAbsolutePath()
                        .normalize()));
        Set<Path> inputs = new HashSet<>();
        workload.inputs().forEach(input -> inputs.add(input.toAbsolutePath().normalize()));
        return path -> {
            Path normal = path.toAbsolutePath().normalize();
            return !inputs.contains(normal) && (declared.contains(normal) || written.isOutput(normal));
        };
    }

    private static String contents(Path path, Predicate<Path> output) throws IOException {
        if (Files.isRegularFile(path)) {
            return Hashes.ofFile(path);
        }
        return Files.isDirectory(path) ? FolderFingerprint.of(path, file -> !output.test(file)) : "missing " + path;
    }

    /** Returns the file, folder or link that a word names, also as {@code --name=path}; null if it names none. */
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

    /** Whether a path is an input; the working directory and its ancestors are not: they hold the whole build. */
    private static boolean isInput(Path path, Path directory) {
        Path normal = path.toAbsolutePath().normalize();
        return Files.exists(normal, LinkOption.NOFOLLOW_LINKS)
                && !directory.toAbsolutePath().normalize().startsWith(normal);
    }
}
