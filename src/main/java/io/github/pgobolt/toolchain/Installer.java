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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Installs what is missing. To be called only when the user allowed it with {@code -Dpgobolt.install}.
 *
 * <p>Never sudo, and never a script from the network: where one of these would be needed, it says what to type and
 * stops.
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
     * Runs the commands of what is missing: rustup's first, then the distribution's packages in one go. Where rustup's
     * component cannot be had, the distribution's package takes its place.
     *
     * @throws Failure that says what to type where the plugin may not do it itself, or with the output of a command
     *     that failed
     */
    public void install(Detection detection) {
        List<Missing> shownOnly = detection.missing().stream().filter(gap -> gap.mend().commands().isEmpty()).toList();
        if (!shownOnly.isEmpty()) {
            throw Failure.user(shownOnly.stream()
                    .map(gap -> gap.what() + " is missing, and the plugin does not install it on this system. Type:\n  "
                            + gap.mend().text())
                    .collect(Collectors.joining("\n")));
        }
        Hints hints = new Hints(distribution);
        boolean llvmAsked = false;
        boolean llvmFromPackage = false;
        boolean boltFromPackage = false;
        for (Missing gap : detection.missing()) {
            if (gap.what().equals("llvm-profdata") || gap.what().equals(LlvmFinder.BINARY_TOOLS)) {
                if (!llvmAsked) {
                    llvmFromPackage = !detection.rust().fromRustup() || !component(gap, hints, detection.rust());
                    llvmAsked = true;
                }
            } else if (gap.what().equals("llvm-bolt") || gap.what().equals("merge-fdata")) {
                boltFromPackage = true;
            } else {
                runAll(gap.mend());
            }
        }
        if (llvmFromPackage || boltFromPackage) {
            packages(hints, detection.rust(), llvmFromPackage, boltFromPackage);
        }
    }

    /** Detects, installs and detects again until nothing more can be mended: a new Rust wants its LLVM tools next. */
    public Detection complete(Toolchains toolchains, ToolRequest request) {
        Detection detection = toolchains.detect(request);
        Set<String> tried = new HashSet<>();
        while (!detection.missing().isEmpty()
                && tried.add(detection.missing().stream().map(Missing::what).collect(Collectors.joining(",")))) {
            install(detection);
            detection = toolchains.detect(request);
        }
        return detection;
    }

    private boolean component(Missing gap, Hints hints, RustToolchain rust) {
        for (List<String> command : gap.mend().commands()) {
            Outcome outcome = run(command);
            if (!outcome.ok()) {
                InstallHint instead = hints.packages(rust, true, false);
                if (instead.commands().isEmpty()) {
                    throw Failure.tool(failed(outcome) + "\nInstead, type:\n  " + instead.text());
                }
                log.accept("rustup cannot give llvm-tools here (" + outcome.ending() + ": " + lastLine(outcome)
                        + "); taking the distribution's package.");
                return false;
            }
        }
        return true;
    }

    private void packages(Hints hints, RustToolchain rust, boolean profdata, boolean bolt) {
        InstallHint hint = hints.packages(rust, profdata, bolt);
        requireSuperuser(hint);
        runOrFail(Hints.APT_UPDATE);
        distribution.refresh();
        int major = rust.llvmMajor();
        if (profdata && distribution.packageOf("llvm", major).isEmpty()) {
            throw Failure.user("This distribution has no package llvm-" + major + ", and rustc " + rust.release()
                    + " needs llvm-profdata of LLVM " + major + ". " + (rust.fromRustup()
                            ? "Type, with a network: " + hints.profdata(rust).text()
                            : "Take rustup's Rust, which brings its own: " + hints.rust().text()));
        }
        if (bolt && distribution.packageAtLeast("bolt", major).isEmpty()) {
            throw Failure.user("This distribution has no package bolt-" + major + " nor a newer one. Unpack LLVM "
                    + major
                    + "'s own release, which holds llvm-bolt, and name its bin folder with "
                    + "-Dpgobolt.toolPaths=<folder>.");
        }
        runOrFail(Hints.aptInstall(hints.aptPackages(major, profdata, bolt)));
    }

    private void runAll(InstallHint hint) {
        if (hint.commands().stream().anyMatch(command -> command.get(0).equals("apt-get"))) {
            requireSuperuser(hint);
        }
        hint.commands().forEach(this::runOrFail);
    }

    private void requireSuperuser(InstallHint hint) {
        if (!distribution.superuser()) {
            throw Failure.user("Packages are installed by root, and the plugin never calls sudo. Type:\n  "
                    + hint.text());
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
        List<String> argv = SearchPath.of(environment, Map.of()).withCargoHome(environment, Map.of()).resolve(command);
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
        List<String> lines = outcome.tail().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1).strip();
    }
}
