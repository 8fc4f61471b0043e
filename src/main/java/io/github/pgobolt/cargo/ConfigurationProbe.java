package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.ShellWords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks cargo for its configuration in a folder: the rustc flags, the target, {@code [env]} and the runner.
 *
 * <p>Each has several sources, such as {@code cfg()} keys, a hierarchy of files, variables and {@code --config}, with
 * its own order of precedence. Instead of reimplementing that, this has cargo build a crate with an empty main and
 * watches it: the crate's build script prints the flags and the linker that cargo passes to every build script; cargo
 * prints how it calls rustc, with {@code --target} and the variables of {@code [env]}, and how it would run the
 * program.
 */
public final class ConfigurationProbe {

    /** The separator of flags in CARGO_ENCODED_RUSTFLAGS. */
    public static final String SEPARATOR = "\u001f";

    private static final String NAME = "pgobolt-flags-probe";

    /** Quotes text for TOML. */
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** Printed by cargo before a call, quoted as for a shell. */
    private static final Pattern RUNNING = Pattern.compile("Running `((?:[^'`\\\\]|\\\\.|'[^']*')*+)`", Pattern.DOTALL);

    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=(.*)", Pattern.DOTALL);

    /** The variables that cargo itself sets for rustc; any other comes from {@code [env]}. */
    private static final Pattern CARGOS = Pattern.compile(
            "CARGO|CARGO_(BIN_NAME|CRATE_NAME|MANIFEST_DIR|MANIFEST_PATH|PKG_\\w+|PRIMARY_PACKAGE"
                    + "|RUSTC_CURRENT_DIR|SBOM_PATH|TARGET_TMPDIR)|OUT_DIR|LD_LIBRARY_PATH|DYLD_(FALLBACK_)?LIBRARY_PATH");

    /** A runner given as a path is started, and it may be any program. */
    private static final Duration RUN_LIMIT = Duration.ofSeconds(20);

    /** What is longer is a command. */
    private static final int LONGEST = 300;

    private final ProcessRunner processes;
    private final List<String> cargo;

    public ConfigurationProbe(ProcessRunner processes, List<String> cargo) {
        this.processes = processes;
        this.cargo = List.copyOf(cargo);
    }

    /**
     * @param directory where cargo runs
     * @param target the triple to build for; null if cargo's configuration decides
     * @param environment the user's additions to cargo's environment
     * @param cargoArguments the user's cargo arguments, of which {@code --config} and {@code -Z} are configuration
     * @param folder where the probe crate is written
     */
    public CargoConfiguration ask(
            Path directory, String target, Map<String, String> environment, List<String> cargoArguments, Path folder)
            throws IOException {
        write(folder);
        // A name that no other build uses, since one may ask in the same folder at the same time. Asking for a new file
        // also makes cargo run the build script and call rustc again.
        Path answer = folder.resolve("flags-" + UUID.randomUUID() + ".txt").toAbsolutePath();
        List<String> arguments = new ArrayList<>(List.of(
                "-vv",
                "--offline",
                "--manifest-path",
                folder.resolve("Cargo.toml").toString()));
        arguments.addAll(List.of("--target-dir", folder.resolve("target").toString()));
        if (target != null) {
            arguments.addAll(List.of("--target", target));
        }
        arguments.addAll(configuration(cargoArguments));
        Command build = Command.of(cargo)
                .and(List.of("build"))
                .and(arguments)
                .in(directory)
                .with(environment)
                .with("CARGO_TERM_COLOR", "never")
                .with("PGOBOLT_FLAGS_FILE", answer.toString());
        Outcome outcome = processes.run(build);
        if (!Files.exists(answer)) {
            throw Failure.user("cargo cannot build an empty crate with the flags in force for "
                    + (target == null ? "this machine" : target) + " (" + outcome.ending()
                    + "). Look at RUSTFLAGS and .cargo/config.toml:\n" + outcome.tail());
        }
        List<List<String>> calls = calls(outcome.stderr())
                .filter(words -> words.contains(NAME.replace('-', '_')))
                .toList();
        List<String> targets = calls.stream()
                .flatMap(words -> valueOf("--target", words))
                .distinct()
                .toList();
        if (targets.size() > 1) {
            throw Failure.user("cargo is configured to build for several targets at once: " + String.join(", ", targets)
                    + " ([build] target of .cargo/config.toml, or CARGO_BUILD_TARGET). The plugin optimises one file. Name the target of"
                    + " that: -Dpgobolt.target=" + targets.get(0));
        }
        Map<String, String> variables = variables(calls);
        String triple = targets.isEmpty() ? target : targets.get(0);
        if (!outcome.ok() && triple != null) {
            // Linking fails, and will fail for the crate too, whose own build reports it better. The runner for a
            // foreign target's files is still needed; for this machine's own target the build script is linked this way
            // too, and nothing comes of it.
            arguments.addAll(List.of(
                    "--config",
                    "target." + triple + ".linker="
                            + GSON.toJson(emptyLinker(folder).toString())));
        }
        String[] said = Files.readString(answer).split("\n", 5);
        Files.delete(answer);
        // rustup's variables, too, are part of how cargo decides whether it knows this rustc.
        Command again = said[2].isEmpty() || said[3].isEmpty()
                ? build
                : build.with("RUSTUP_HOME", said[2]).with("RUSTUP_TOOLCHAIN", said[3]);
        List<String> runner = runner(again, arguments, variables.get("CARGO"), folder);
        List<String> flags = said[4].isEmpty() ? List.of() : List.of(said[4].split(SEPARATOR));
        HostFlags host = target == null && targets.isEmpty() && !flags.isEmpty()
                ? HostFlags.write(folder, flags, said[1])
                : null;
        variables.keySet().removeIf(name -> CARGOS.matcher(name).matches());
        return new CargoConfiguration(
                new UserFlags(flags, source(environment, flags), said[0].isEmpty() ? null : said[0], host),
                triple,
                variables,
                outcome.ok() ? null : unlinked(outcome),
                runner);
    }

    /**
     * Links the probe by another tool than cargo.
     *
     * @param folder that of {@link #ask}, which was called before
     * @return why it could not be linked; null if it could
     */
    public String link(CrossTool tool, Path directory, String target, Map<String, String> environment, Path folder)
            throws IOException {
        Outcome outcome = processes.run(Command.of(cargo)
                .and(tool.verb())
                .and(List.of(
                        "--offline",
                        "--manifest-path",
                        folder.resolve("Cargo.toml").toString(),
                        "--target",
                        target,
                        "--target-dir",
                        folder.resolve("target").toString()))
                .in(directory)
                .with(environment)
                .with("CARGO_TERM_COLOR", "never")
                .with(
                        "PGOBOLT_FLAGS_FILE",
                        folder.resolve("flags-of-" + tool + ".txt")
                                .toAbsolutePath()
                                .toString()));
        return outcome.ok() ? null : unlinked(outcome);
    }

    /** Returns what the linker said, without the calls that cargo shows. */
    private static String unlinked(Outcome outcome) {
        List<String> said = outcome.stderr()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.length() < LONGEST && !line.startsWith("Running `"))
                .filter(line -> line.contains("error") || line.contains("not found") || line.contains("No such file"))
                .distinct()
                .limit(5)
                .toList();
        return said.isEmpty() ? outcome.ending() : String.join("\n", said);
    }

    private static void write(Path folder) throws IOException {
        WholeFile.keep(folder.resolve("Cargo.toml"), """
                [package]
                name = "pgobolt-flags-probe"
                version = "0.0.0"
                edition = "2021"
                build = "build.rs"

                [workspace]
                """);
        WholeFile.keep(folder.resolve("src/main.rs"), "fn main() {}\n");
        WholeFile.keep(folder.resolve("build.rs"), """
                fn main() {
                    let file = std::env::var_os("PGOBOLT_FLAGS_FILE").unwrap();
                    let given = |name: &str| std::env::var(name).unwrap_or_default();
                    let all = ["RUSTC_LINKER", "RUSTC_WRAPPER", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "CARGO_ENCODED_RUSTFLAGS"].map(given);
                    std::fs::write(file, all.join("\\n")).unwrap();
                    println!("cargo:rerun-if-env-changed=PGOBOLT_FLAGS_FILE");
                }
                """);
    }

    /** Writes a linker that links nothing and only creates the requested output file. */
    private static Path emptyLinker(Path folder) throws IOException {
        Path script = WholeFile.keep(folder.resolve("empty-linker").toAbsolutePath(), """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                    [ "$1" = -o ] && : > "$2"
                    shift
                done
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /**
     * Returns what {@code cargo run} puts before the program just built. A runner that is found by name must not be
     * started for that: sudo would ask for a password, and a recorder would leave a recording. So PATH is empty, rustc
     * is named by its path, and cargo is the real one, since rustup's proxy adds folders to PATH.
     */
    private List<String> runner(Command build, List<String> arguments, String cargoItself, Path folder)
            throws IOException {
        if (cargoItself == null) {
            return List.of();
        }
        Path nothing = Files.createDirectories(folder.resolve("no-programs").toAbsolutePath());
        // The same file that cargo used before: it caches what it knows of rustc by path, and would query another one
        // anew.
        Optional<Path> rustc = Stream.concat(
                        Stream.of(Path.of(cargoItself).resolveSibling("rustc")),
                        Stream.of(processes
                                        .environment()
                                        .getOrDefault("PATH", "")
                                        .split(File.pathSeparator))
                                .map(entry -> Path.of(entry, "rustc")))
                .filter(Files::isExecutable)
                .findFirst();
        Map<String, String> environment = new TreeMap<>(build.environment());
        rustc.ifPresent(file ->
                environment.putIfAbsent("RUSTC", processes.environment().getOrDefault("RUSTC", file.toString())));
        Outcome outcome = processes.run(Command.of(cargoItself, "run")
                .and(arguments)
                .in(build.directory())
                .with(environment)
                .with("PATH", nothing.toString())
                .within(RUN_LIMIT));
        return RUNNING.matcher(outcome.stderr())
                .results()
                .map(call -> beforeProbe(
                        call.group(1),
                        build.directory(),
                        folder.resolve("target").toAbsolutePath()))
                .flatMap(Optional::stream)
                .map(words -> asOneProgram(words.subList(variableCount(words), words.size())))
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Returns the words before the probe's own file; empty if a call is for something else. Cargo quotes arguments, but
     * not the program that it starts, which is the probe if there is no runner.
     */
    static Optional<List<String>> beforeProbe(String call, Path directory, Path targetFolder) {
        if (call.endsWith("/" + NAME)) {
            Path shown = targetFolder.startsWith(directory) ? directory.relativize(targetFolder) : targetFolder;
            int start = call.lastIndexOf(" " + shown + "/");
            if (start >= 0) {
                return Optional.of(ShellWords.split(call.substring(0, start), "cargo"));
            }
        }
        List<String> words = ShellWords.split(call, "cargo");
        return words.isEmpty() || !Path.of(words.get(words.size() - 1)).endsWith(NAME)
                ? Optional.empty()
                : Optional.of(words.subList(0, words.size() - 1));
    }

    /** Joins a runner's path that contains spaces; cargo does not quote that either. */
    private static List<String> asOneProgram(List<String> runner) {
        for (int count = 2;
                count <= runner.size() && runner.get(0).startsWith("/") && !Files.exists(Path.of(runner.get(0)));
                count++) {
            String joined = String.join(" ", runner.subList(0, count));
            if (Files.isRegularFile(Path.of(joined))) {
                return Stream.concat(Stream.of(joined), runner.stream().skip(count))
                        .toList();
            }
        }
        return runner;
    }

    private static Stream<List<String>> calls(String stderr) {
        return RUNNING.matcher(stderr).results().map(call -> ShellWords.split(call.group(1), "cargo"));
    }

    private static Stream<String> valueOf(String option, List<String> words) {
        int at = words.indexOf(option);
        return at < 0 ? Stream.empty() : words.stream().skip(at + 1L).limit(1);
    }

    private static Map<String, String> variables(List<List<String>> calls) {
        Map<String, String> variables = new TreeMap<>();
        for (List<String> words : calls) {
            for (String word : words.subList(0, variableCount(words))) {
                Matcher variable = VARIABLE.matcher(word);
                if (variable.matches()) {
                    variables.put(variable.group(1), variable.group(2));
                }
            }
        }
        return variables;
    }

    /** Returns how many variables precede the program. */
    private static int variableCount(List<String> words) {
        return (int) words.stream()
                .takeWhile(word -> VARIABLE.matcher(word).matches())
                .count();
    }

    /** Returns those of the user's cargo arguments that are configuration, for a build of another package. */
    static List<String> configuration(List<String> cargoArguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < cargoArguments.size(); i++) {
            String argument = cargoArguments.get(i);
            if (argument.equals("--config") || argument.equals("-Z")) {
                kept.add(argument);
                if (++i < cargoArguments.size()) {
                    kept.add(cargoArguments.get(i));
                }
            } else if (argument.startsWith("--config=") || argument.startsWith("-Z")) {
                kept.add(argument);
            }
        }
        return kept;
    }

    private String source(Map<String, String> added, List<String> flags) {
        for (String variable : List.of("CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS")) {
            if (added.containsKey(variable)) {
                return variable + " of the plugin's <env>";
            }
            if (processes.environment().containsKey(variable)) {
                return "the environment variable " + variable;
            }
        }
        return flags.isEmpty() ? "none set" : "cargo's configuration (target.*.rustflags or build.rustflags)";
    }
}
