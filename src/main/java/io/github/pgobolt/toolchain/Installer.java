package io.github.pgobolt.toolchain;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Installs what is missing. To be called only if the user allowed it with {@code -Dpgobolt.install}.
 *
 * <p>Never uses sudo, and never runs a script from the network: if one of these would be needed, it says what to type
 * and stops.
 */
public final class Installer {

    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final ProcessRunner processes;
    private final Consumer<String> log;
    private final Distribution distribution;

    public Installer(ProcessRunner processes, Consumer<String> log) {
        this(processes, log, Distribution.of(Platform.current(), Path.of("/"), processes));
    }

    Installer(ProcessRunner processes, Consumer<String> log, Distribution distribution) {
        this.processes = processes;
        this.log = log;
        this.distribution = distribution;
    }

    /**
     * Detects, installs and detects again until nothing more can be installed: a new Rust needs its LLVM tools next. A
     * gap that affects only one half and cannot be closed is reported and left, since the other half works without it.
     *
     * @param wanted the halves that are asked for; nothing is installed for the others
     * @throws Failure that says what to type if nothing works without the missing tools and the plugin may not install
     *     them itself, or that has the output of a command that failed
     */
    public Detection complete(Toolchains toolchains, ToolRequest request, Wanted wanted) {
        Detection detection = toolchains.detect(request);
        Set<String> tried = new HashSet<>();
        for (Optional<Missing> next = next(detection, wanted, tried);
                next.isPresent();
                next = next(detection, wanted, tried)) {
            tried.add(next.get().what());
            install(next.get(), detection.rust());
            detection = toolchains.detect(request);
        }
        return detection;
    }

    /**
     * Closes gaps that the plugin can close itself.
     *
     * @return whether anything was installed
     * @throws Failure that says what to type if it may not, or that has the output of a command that failed
     */
    public boolean close(List<Missing> gaps) {
        List<Missing> own =
                gaps.stream().filter(gap -> !gap.fix().commands().isEmpty()).toList();
        own.forEach(gap -> runAll(gap.fix()));
        return !own.isEmpty();
    }

    /** Closes a gap that something works without; where it cannot be closed, it says why. */
    public void closeIfPossible(Missing gap) {
        try {
            close(List.of(gap));
        } catch (Failure failure) {
            log.accept(gap.what() + " was not installed: " + failure.getMessage());
        }
    }

    private static Optional<Missing> next(Detection detection, Wanted wanted, Set<String> tried) {
        return detection.missing().stream()
                .filter(gap -> !tried.contains(gap.what()))
                .filter(gap -> gap.half() == null || wanted.of(gap.half()) != Need.off)
                .findFirst();
    }

    private void install(Missing gap, RustToolchain rust) {
        try {
            if (gap.fix().commands().isEmpty()) {
                throw Failure.user(
                        gap.what() + " is missing, and the plugin does not install it on this system. Type:\n  "
                                + gap.fix().text());
            }
            if (gap.half() == null) {
                runAll(gap.fix());
            } else if (gap.what().equals(LlvmFinder.BINARY_TOOLS) || gap.half() == Half.PGO) {
                llvmTools(gap, rust);
            } else {
                packages(() -> new Hints(distribution).bolt());
            }
        } catch (Failure failure) {
            if (gap.half() == null) {
                throw failure;
            }
            log.accept(gap.what() + " was not installed: " + failure.getMessage());
        }
    }

    /** Installs rustup's component; if that is not available, the distribution's package. */
    private void llvmTools(Missing gap, RustToolchain rust) {
        if (rust.fromRustup()) {
            Outcome outcome = run(gap.fix().commands().get(0));
            if (outcome.ok()) {
                return;
            }
            if (distribution.family() != Distribution.Family.APT) {
                throw Failure.tool(failed(outcome) + "\nInstead: "
                        + new Hints(distribution).profdataPackage(rust).text());
            }
            log.accept("rustup cannot give llvm-tools here (" + outcome.ending() + ": " + lastLine(outcome)
                    + "); taking the distribution's package.");
        }
        packages(() -> new Hints(distribution).profdataPackage(rust));
    }

    /** Installs packages after refreshing the distribution's lists, which say what it has. */
    private void packages(Supplier<InstallHint> hint) {
        requireSuperuser(hint.get());
        runOrFail(Hints.APT_UPDATE);
        distribution.refresh();
        InstallHint known = hint.get();
        if (known.commands().isEmpty()) {
            throw Failure.user("This distribution has no package of it. Instead: " + known.text());
        }
        known.commands().stream()
                .filter(command -> !command.equals(Hints.APT_UPDATE))
                .forEach(this::runOrFail);
    }

    private void runAll(InstallHint hint) {
        if (hint.commands().stream().anyMatch(command -> command.get(0).equals("apt-get"))) {
            requireSuperuser(hint);
        }
        hint.commands().forEach(this::runOrFail);
    }

    private void requireSuperuser(InstallHint hint) {
        if (!distribution.superuser()) {
            throw Failure.user(
                    "Packages are installed by root, and the plugin never calls sudo. Type:\n  " + hint.text());
        }
    }

    private void runOrFail(List<String> command) {
        Outcome outcome = run(command);
        if (!outcome.ok()) {
            throw Failure.tool(failed(outcome));
        }
    }

    private Outcome run(List<String> command) {
        log.accept("Installing: " + String.join(" ", command));
        Map<String, String> environment = processes.environment();
        List<String> argv = SearchPath.of(environment, Map.of())
                .withCargoHome(environment, Map.of())
                .resolve(command);
        try {
            return processes.run(Command.of(argv)
                    .with("DEBIAN_FRONTEND", "noninteractive")
                    .with("RUST_BACKTRACE", "0")
                    .within(LIMIT));
        } catch (IOException e) {
            throw new Failure(Failure.Kind.TOOL, e.getMessage(), e);
        }
    }

    private static String failed(Outcome outcome) {
        return outcome.command().line() + "\nfailed (" + outcome.ending() + "):\n" + outcome.tail();
    }

    private static String lastLine(Outcome outcome) {
        List<String> lines =
                outcome.tail().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1).strip();
    }
}
