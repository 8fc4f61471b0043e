package io.github.pgobolt.workload;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.elf.ElfHeader;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Problems with JVMs, in words that say what to do. */
public final class JavaTrouble {

    private static final String ERROR_FILE = "-XX:ErrorFile=";
    private static final int SIGABRT = 6;

    private JavaTrouble() {}

    /** Whether a command itself starts a JVM. */
    public static boolean isJava(List<String> argv) {
        return Path.of(argv.get(0)).getFileName().toString().equals("java");
    }

    /** Returns what is known of a failed run, beside how it ended; empty if the cause is not related to a JVM. */
    public static Optional<String> explain(Outcome outcome) {
        String said = outcome.stdout() + "\n" + outcome.stderr();
        if (outcome.timedOut()) {
            return isJava(outcome.command().argv())
                    ? Optional.of(
                            "A JVM ends when its last thread that is no daemon ends: `jstack <pid>` of a run by hand shows what"
                                    + " it waits for; System.exit(0) ends it.")
                    : Optional.empty();
        }
        if (said.contains("Could not find or load main class")
                || said.contains("Main method not found in class")
                || said.contains("no main manifest attribute")) {
            return Optional.of(
                    "Look at <mainClass> and <classpath>: the class must be there with `public static void main(String[])`,"
                            + " and compiled before this goal runs, as in `mvn process-classes " + Goals.name("run")
                            + "`.");
        }
        if (said.contains("wrong ELF class") || said.contains("Can't load") && said.contains("-bit .so")) {
            return Optional.of(
                    "The JVM is of another architecture than the library. Name a JDK of the library's: <jdk>.");
        }
        if (said.contains("libc.musl")) {
            return Optional.of("The library was built for musl and the JVM runs on glibc. Build for the JVM's libc:"
                    + " -Dpgobolt.target=x86_64-unknown-linux-gnu, or name a JDK for musl: <jdk>.");
        }
        if (said.contains("java.lang.UnsatisfiedLinkError")) {
            return Optional.of(
                    "The library was not found or lacks a function. ${subject} is the file; <libraryProperty>,"
                            + " <libraryOnClassPath> or java.library.path (the default) tell the program where it lies.");
        }
        boolean aborted = outcome.signal().isPresent() && outcome.signal().getAsInt() == SIGABRT;
        Optional<Path> report = crashReport(outcome);
        return aborted || report.isPresent()
                ? Optional.of(
                        "The JVM crashed"
                                + report.map(file -> "; its report is " + file + " (kept)")
                                        .orElse("")
                                + ". A panic that leaves a JNI function ends the process, too: catch it with std::panic::catch_unwind.")
                : Optional.empty();
    }

    /** Returns the newest hs_err file of this run: where the command line says, or in its working directory. */
    private static Optional<Path> crashReport(Outcome outcome) {
        Command command = outcome.command();
        Instant start = Instant.now().minus(outcome.elapsed()).minus(Duration.ofSeconds(2));
        List<Path> folders = new ArrayList<>();
        command.argv().stream()
                .filter(word -> word.startsWith(ERROR_FILE))
                .map(word -> Path.of(word.substring(ERROR_FILE.length())).getParent())
                .forEach(folders::add);
        folders.add(command.directory());
        return folders.stream()
                .filter(folder -> folder != null && Files.isDirectory(folder))
                .flatMap(folder -> reports(folder, start).stream())
                .findFirst();
    }

    private static List<Path> reports(Path folder, Instant start) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("hs_err_.*\\.log"))
                    .filter(file -> modified(file).isAfter(start))
                    .sorted((a, b) -> modified(b).compareTo(modified(a)))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return FileTime.fromMillis(0).toInstant();
        }
    }

    /**
     * Returns why a java launcher cannot load libraries of a target, or nothing. Reads the launcher's ELF header; a
     * launcher that is a script tells nothing.
     *
     * @param rustTarget such as {@code x86_64-unknown-linux-gnu}
     */
    public static Optional<String> foreign(Path java, String rustTarget) throws IOException {
        if (!Files.isRegularFile(java)) {
            return Optional.empty();
        }
        Optional<ElfHeader> header = ElfHeader.of(java);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        String found = header.get().processor();
        String wanted = rustTarget.substring(0, Math.max(0, rustTarget.indexOf('-')));
        boolean fits = wanted.equals(found)
                || found.equals("x86") && wanted.matches("i[3-6]86")
                || found.equals("arm") && wanted.startsWith("arm")
                || found.equals("riscv") && wanted.startsWith("riscv")
                || found.startsWith("machine");
        return fits
                ? Optional.empty()
                : Optional.of(java + " is a JVM for " + found + ", and the library is built for " + rustTarget
                        + ": it cannot load it. Name another JDK (<jdk> of the workload, or Maven's toolchains), or build for it:"
                        + " -Dpgobolt.target");
    }
}
