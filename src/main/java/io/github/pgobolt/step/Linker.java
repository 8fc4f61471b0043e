package io.github.pgobolt.step;

import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs that link the subject: the one that rustc calls, mostly a C compiler, and the one which that calls. */
final class Linker {

    private static final String FUSE = "-fuse-ld=";
    private static final String LLD = "Linker: LLD";
    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)+");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CargoBuild cargo;
    private final ProcessRunner processes;
    private final SearchPath path;

    Linker(CargoBuild cargo, ProcessRunner processes, List<Path> toolPaths) {
        this.cargo = cargo;
        this.processes = processes;
        this.path = SearchPath.of(processes, toolPaths);
    }

    /**
     * A program.
     *
     * @param file null if it was not found
     */
    record Program(String name, Path file) {}

    /** Returns both by what the flags and the configuration of cargo say. */
    List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        for (String name :
                List.of(cargo.linker(), chosen().map(own -> "ld." + own).orElse("ld"))) {
            programs.add(new Program(name, file(name)));
        }
        return programs;
    }

    /**
     * Returns both by what a file says that they linked: rustc brings an LLD of its own, which it has called for some
     * targets since 1.90 without a flag that says so.
     */
    List<Program> programsOf(Path linked, RustToolchain rust) throws IOException {
        List<Program> programs = programs();
        Path own = rust.sysroot().resolve("lib/rustlib").resolve(rust.host()).resolve("bin/rust-lld");
        boolean byLld = ElfSections.of(linked).stream()
                .flatMap(sections -> sections.comments().stream())
                .anyMatch(comment -> comment.startsWith(LLD));
        if (byLld && chosen().isEmpty() && Files.isRegularFile(own)) {
            programs.set(1, new Program("rust-lld", own));
        }
        return programs;
    }

    /** Returns the version that a program reports; null if it reports none. */
    String version(Program program) throws IOException {
        if (program.file() == null) {
            return null;
        }
        // rust-lld is ld only if it is told so.
        Command command = program.name().equals("rust-lld")
                ? Command.of(program.file(), "-flavor", "gnu", "--version")
                : Command.of(program.file(), "--version");
        Outcome outcome = processes.run(command.within(LIMIT));
        Matcher version = VERSION.matcher(outcome.stdout());
        return outcome.ok() && version.find() ? version.group() : null;
    }

    private Optional<String> chosen() {
        // A later rustc flag wins.
        return cargo.flags(List.of()).stream()
                .flatMap(flag -> flag.contains(FUSE)
                        ? Stream.of(flag.substring(flag.indexOf(FUSE) + FUSE.length()))
                        : Stream.empty())
                .reduce((first, second) -> second);
    }

    private Path file(String name) {
        Path file = name.contains("/") ? Path.of(name) : path.find(name).orElse(null);
        return file != null && Files.isRegularFile(file) ? file : null;
    }
}
