package io.github.pgobolt.workload;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out which shared libraries a workload's processes load, from the dynamic loader's own log (glibc's
 * {@code LD_DEBUG=files}, see ld.so(8)). This works for any JVM and for other programs.
 */
public final class LoadedLibraries {

    // "      4519:	calling init: /usr/lib/jvm/java-17-openjdk-amd64/lib/libnio.so"
    private static final Pattern INITIALISED = Pattern.compile("calling init: (/.*)$");

    private final ProcessRunner processes;
    private final Path folder;

    /** @param folder for the loader's log; used by this object only; must exist */
    public LoadedLibraries(ProcessRunner processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
    }

    /** Runs the workload once and returns the absolute paths of the libraries that its processes loaded. */
    public Set<Path> of(Workload workload, Path subject) throws IOException {
        Command command = workload.on(subject)
                .with("LD_DEBUG", "files")
                .with("LD_DEBUG_OUTPUT", folder.resolve("loaded").toString());
        processes.run(command.writeTo(Path.of("/dev/null"), Path.of("/dev/null")));
        Set<Path> loaded = new TreeSet<>();
        try (Stream<Path> accounts = Files.list(folder)) {
            for (Path account : accounts.filter(Files::isRegularFile).toList()) {
                try (Stream<String> lines = Files.lines(account)) {
                    lines.map(INITIALISED::matcher)
                            .filter(Matcher::find)
                            .forEach(m -> loaded.add(Path.of(m.group(1).strip())));
                }
            }
        }
        return loaded;
    }

    /** Returns why a workload that ended well left no profile of a library, as a sentence with what to do. */
    public String whyNoProfile(Workload workload, Path subject) throws IOException {
        Set<Path> loaded = of(workload, subject);
        if (loaded.contains(subject)) {
            return "It loads " + subject
                    + ", but the process ended without the library's exit handlers: by a signal, abort() or"
                    + " _exit, which write no profile. Let it end by itself, by System.exit or Runtime.halt, or by SIGTERM. "
                    + LostProfile.OTHER_REASONS;
        }
        String name = subject.getFileName().toString();
        // Libraries are often unpacked under names such as libfoo123456.so.
        String stem = name.replaceFirst("\\.[^.]*$", "");
        List<Path> others = loaded.stream()
                .filter(path -> path.getFileName().toString().contains(stem))
                .toList();
        if (others.isEmpty()) {
            return "None of its processes loaded " + name
                    + ". Does the workload reach code that loads the library? What it printed" + " is in the logs.";
        }
        return "It loads another file: " + others.stream().map(Path::toString).collect(Collectors.joining(", "))
                + ", and not "
                + subject
                + ". Point it there: by <libraryProperty> and System.load of that property, by <libraryOnClassPath>, or"
                + " by java.library.path with System.loadLibrary.";
    }
}
