package io.github.pgobolt.perf;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of one rustc, as its own {@code -C help} and {@code -Z help} list them. Options become stable and are
 * renamed between releases, and RUSTC_BOOTSTRAP allows nightly options on stable, so neither the version nor the
 * channel is reliable.
 *
 * @param names such as {@code -Cprofile-use}; without -Z options if these are not allowed
 */
public record RustcOptions(Set<String> names) {

    // "    -C        profile-sample-use=val -- use the given `.prof` file …"
    // "    -C                        ar=val -- this option has been removed"
    private static final Pattern OPTION = Pattern.compile(
            "^\\s*-([CZ])\\s+([a-z0-9][a-z0-9_-]*)(?:=\\S+)?\\s+--\\s(?!.*this option has been removed).*");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    public RustcOptions {
        names = Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /**
     * Asks rustc.
     *
     * @param directory where the build runs
     * @param environment the build's additions to the environment
     * @throws Failure if rustc does not list its options
     */
    public static RustcOptions probe(
            ProcessRunner processes, RustToolchain rust, Path directory, Map<String, String> environment)
            throws IOException {
        Outcome stable = help(processes, rust, "-C", directory, environment);
        // Refused if -Z options are: that is the answer.
        Outcome unstable = help(processes, rust, "-Z", directory, environment);
        RustcOptions options = parse(stable.stdout() + "\n" + (unstable.ok() ? unstable.stdout() : ""));
        if (!stable.ok() || options.names.stream().noneMatch(name -> name.startsWith("-C"))) {
            throw Failure.tool("rustc " + rust.release() + " (" + rust.rustc().path() + ") does not list its options ("
                    + stable.ending() + "):\n" + stable.tail() + "\nTry it by hand: "
                    + stable.command().line());
        }
        return options;
    }

    /**
     * As {@link #probe}, unless a file holds the answer of the same rustc: several steps of one build ask, as do the
     * goals of one Maven build in turn.
     *
     * @param file the file that keeps the answer
     */
    public static RustcOptions kept(
            Path file, ProcessRunner processes, RustToolchain rust, Path directory, Map<String, String> environment)
            throws IOException {
        String bootstrap = environment.containsKey(RustToolchain.BOOTSTRAP)
                ? environment.get(RustToolchain.BOOTSTRAP)
                : processes.environment().get(RustToolchain.BOOTSTRAP);
        String key = "rustc " + rust.release() + " " + rust.sysroot() + " "
                + rust.rustc().sha256() + " " + RustToolchain.BOOTSTRAP + "=" + bootstrap;
        Optional<RustcOptions> known = read(file, key);
        if (known.isPresent()) {
            return known.get();
        }
        RustcOptions options = probe(processes, rust, directory, environment);
        WholeFile.write(file, key + "\n" + String.join("\n", options.names) + "\n");
        return options;
    }

    private static Optional<RustcOptions> read(Path file, String key) {
        try {
            List<String> lines =
                    Files.isRegularFile(file) ? TextFiles.read(file).lines().toList() : List.of();
            return lines.size() > 1 && lines.get(0).equals(key)
                    ? Optional.of(new RustcOptions(new TreeSet<>(lines.subList(1, lines.size()))))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Outcome help(
            ProcessRunner processes, RustToolchain rust, String kind, Path directory, Map<String, String> environment)
            throws IOException {
        List<String> argv = new ArrayList<>(List.of(rust.rustc().path().toString()));
        // The compiler itself, in the sysroot, takes no toolchain argument; rustup's proxy is used if it is not there.
        if (!rust.channelArgument().isEmpty() && !rust.rustc().path().startsWith(rust.sysroot())) {
            argv.add(rust.channelArgument());
        }
        argv.addAll(List.of(kind, "help"));
        return processes.run(Command.of(argv).in(directory).with(environment).within(LIMIT));
    }

    static RustcOptions parse(String help) {
        Set<String> names = new TreeSet<>();
        for (String line : help.lines().toList()) {
            Matcher option = OPTION.matcher(line);
            if (option.matches()) {
                names.add("-" + option.group(1) + option.group(2));
            }
        }
        return new RustcOptions(names);
    }

    /** Whether rustc takes an option, such as {@code -Cprofile-use}. */
    public boolean has(String option) {
        return names.contains(option);
    }

    /** Whether rustc takes -Z options at all. */
    public boolean unstable() {
        return names.stream().anyMatch(name -> name.startsWith("-Z"));
    }

    /** Returns the first of the given options that rustc takes; null if it takes none of them. */
    String first(String... wanted) {
        return List.of(wanted).stream().filter(this::has).findFirst().orElse(null);
    }
}
