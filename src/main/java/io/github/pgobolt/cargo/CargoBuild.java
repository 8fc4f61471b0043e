package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.PeakMemory;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a subject with the flags of one variant. */
public final class CargoBuild {

    /** What {@link #linker} returns where none is named. */
    public static final String DEFAULT_LINKER = "cc";

    /** Printed by cargo when it does not understand its arguments. */
    private static final String USAGE = "\nUsage: cargo";

    /** What LLVM lists of each function or block of a profile: thousands of lines, in which an error drowns. */
    private static final List<String> LISTS = List.of(
            "no profile data available for function ", "pgo-view-counts: ", "block-frequency-info: ", " : float = ");

    private static final String WRAPPER = "RUSTC_WRAPPER";

    private static final String MESSAGES = "--message-format=json-render-diagnostics";

    private final ProcessRunner processes;
    private final List<String> cargo;
    private final Subject subject;
    private final BuildSettings settings;
    private final UserFlags userFlags;
    private final PathRemap paths;

    /**
     * A finished build.
     *
     * @param file the file that cargo says it built
     * @param command the command that was run
     * @param diagnostics the standard error of rustc and cargo
     * @param compiled how many units were compiled instead of found fresh
     * @param notUnderstood the parts of cargo's messages that could not be read
     * @param libraries shared libraries in cargo's folders that the file may need
     * @param scripts what build scripts left
     * @param peakMemoryBytes the most memory that cargo and all that it started had at once; 0 if unknown
     */
    public record Built(
            Path file,
            Command command,
            String diagnostics,
            int compiled,
            List<String> notUnderstood,
            List<Path> libraries,
            List<CargoMessages.ScriptOutput> scripts,
            long peakMemoryBytes) {
        public Built {
            libraries = List.copyOf(libraries);
            scripts = List.copyOf(scripts);
        }
    }

    /**
     * Several executables.
     *
     * @param sha256 one hash of all of them
     * @param compiled how many units were compiled instead of found fresh
     */
    public record Executables(String sha256, int compiled) {}

    /**
     * Tests of the subject's package.
     *
     * @param executables by the tests' names
     * @param program where they look for the subject, which is a program
     * @param compiled how many units were compiled instead of found fresh
     */
    public record Tests(Map<String, Path> executables, Path program, int compiled) {
        public Tests {
            executables = Map.copyOf(executables);
        }
    }

    /** @param paths what is replaced in the files of a subject; nothing is where {@code remapPaths} is off */
    public CargoBuild(
            ProcessRunner processes,
            List<String> cargo,
            Subject subject,
            BuildSettings settings,
            UserFlags userFlags,
            PathRemap paths) {
        this.processes = processes;
        this.cargo = List.copyOf(cargo);
        this.subject = subject;
        this.settings = settings;
        this.userFlags = userFlags;
        this.paths = settings.remapPaths() ? paths : PathRemap.NONE;
    }

    /** Returns all flags of a variant: the user's, the POM's, then the plugin's; a later one wins. */
    public List<String> flags(List<String> variantFlags) {
        List<String> flags = new ArrayList<>(userFlags.flags());
        flags.addAll(settings.rustFlags());
        if (settings.targetCpu() != null) {
            flags.add("-Ctarget-cpu=" + settings.targetCpu());
        }
        flags.addAll(variantFlags);
        return flags;
    }

    /**
     * Whether cargo keeps only one state of a target folder, whatever the flags: two variants in it would undo each
     * other.
     */
    public boolean keepsOneState() {
        return !paths.folders().isEmpty() || PathRemap.isIn(flags(List.of()));
    }

    /** Whether its output needs Rust's standard library as a shared library. */
    public boolean prefersDynamic() {
        return CodegenOption.prefersDynamic(flags(List.of()));
    }

    /** Returns the mangling of symbols that the flags ask for; null if they leave it to rustc. */
    public String mangling() {
        CodegenOption asked = CodegenOption.last(flags(List.of()), "symbol-mangling-version");
        return asked == null ? null : asked.value();
    }

    /**
     * Returns the linker: the last one that the flags name, else the one in cargo's configuration, else rustc's own
     * choice.
     */
    public String linker() {
        CodegenOption named = CodegenOption.last(flags(List.of()), "linker");
        String configured = userFlags.linker() == null ? DEFAULT_LINKER : userFlags.linker();
        return named == null || named.value() == null ? configured : named.value();
    }

    /**
     * Builds the subject.
     *
     * @param variantFlags the flags that distinguish the variant
     * @param inheritProfile whether the crate's own profile settings are kept
     * @param targetFolder an absolute path; simultaneous builds with other flags need another
     * @param verbose whether warnings of dependencies, which cargo otherwise hides, are shown
     */
    public Built build(List<String> variantFlags, boolean inheritProfile, Path targetFolder, boolean verbose, Path log)
            throws IOException {
        HostFlags.forgetOthers(userFlags.host(), targetFolder);
        Command command = command(variantFlags, inheritProfile, targetFolder, verbose)
                .and(List.of(MESSAGES))
                .logTo(log);
        return built(
                command,
                variantFlags,
                targetFolder,
                subject.kind() + " '" + subject.name() + "'",
                "",
                messages -> messages.fileOf(subject));
    }

    /**
     * What a build without its last part said.
     *
     * @param diagnostics the standard error of rustc and cargo
     * @param compiled how many units were compiled instead of found fresh
     */
    public record Heard(String diagnostics, int compiled) {}

    /**
     * Compiles the subject for what rustc says of it, and makes no file: without link-time optimisation, code generation and
     * link. It needs no linker for the target. Dependencies say what they have to say, too.
     *
     * @param targetFolder an absolute path, of this build alone
     */
    public Heard listen(List<String> variantFlags, Path targetFolder, Path log) throws IOException {
        HostFlags.forgetOthers(userFlags.host(), targetFolder);
        String wrapped = userFlags.host() != null
                ? userFlags.host().script().toString()
                : settings.environment()
                        .getOrDefault(WRAPPER, processes.environment().get(WRAPPER));
        Command command = command(variantFlags, false, targetFolder, true)
                .and(List.of(MESSAGES))
                .with(
                        WRAPPER,
                        UnlinkedBuild.script(Files.createDirectories(targetFolder), subject, wrapped)
                                .toString())
                .logTo(log);
        Outcome outcome =
                ran(command, null, variantFlags, targetFolder, subject.kind() + " '" + subject.name() + "'", "");
        return new Heard(outcome.stderr(), CargoMessages.parse(outcome.stdout()).compiled());
    }

    /**
     * Builds a test, bench or example of the subject's package the way a variant is built. The subject's code in it is
     * the same unit that cargo builds for the subject, with the same function names.
     *
     * @param kind {@code test}, {@code bench} or {@code example}
     * @param targetFolder the variant's, whose dependencies it shares
     */
    public Built executable(String kind, String name, List<String> variantFlags, Path targetFolder, Path log)
            throws IOException {
        List<String> argv = common("build", List.of("--" + kind, name), targetFolder);
        argv.add(MESSAGES);
        argv.addAll(settings.cargoArguments());
        String hint = subject.kind() == Subject.Kind.lib
                ? "\nWhere it does not find the crate: nothing can be linked with a cdylib alone. Write under [lib]:"
                        + " crate-type = [\"cdylib\", \"rlib\"]."
                : "";
        return built(
                command(argv, variantFlags, false, paths.flags(targetFolder)).logTo(log),
                variantFlags,
                targetFolder,
                kind + " '" + name + "'",
                hint,
                messages -> messages.executableOf(kind, name));
    }

    /**
     * Builds tests of the subject's package, and the program that they look for.
     *
     * @param names the tests' names
     * @param targetFolder the variant's, whose dependencies they share
     */
    public Tests tests(
            Collection<String> names, List<String> variantFlags, boolean inheritProfile, Path targetFolder, Path log)
            throws IOException {
        List<String> targets = new ArrayList<>(itself());
        names.forEach(name -> targets.addAll(List.of("--test", name)));
        List<String> argv = common("build", targets, targetFolder);
        argv.add(MESSAGES);
        argv.addAll(settings.cargoArguments());
        String what = "the crate's tests " + String.join(", ", names);
        Command command = command(argv, variantFlags, inheritProfile, paths.flags(targetFolder))
                .logTo(log);
        Outcome outcome = ran(command, null, variantFlags, targetFolder, what, "");
        CargoMessages messages = CargoMessages.parse(outcome.stdout());
        Map<String, Path> executables = new TreeMap<>();
        for (String name : names) {
            executables.put(name, named(messages.executableOf("test", name), "test '" + name + "'", log));
        }
        return new Tests(executables, named(messages.fileOf(subject), what, log), messages.compiled());
    }

    private Built built(
            Command command,
            List<String> variantFlags,
            Path targetFolder,
            String what,
            String hint,
            Function<CargoMessages, Optional<Path>> file)
            throws IOException {
        PeakMemory memory = new PeakMemory();
        Outcome outcome = ran(command, memory, variantFlags, targetFolder, what, hint);
        CargoMessages messages = CargoMessages.parse(outcome.stdout());
        Path found = named(file.apply(messages), what, command.log());
        return new Built(
                found,
                command,
                outcome.stderr(),
                messages.compiled(),
                messages.notUnderstood(),
                messages.librariesFor(found, targetFolder),
                messages.scripts(),
                memory.bytes());
    }

    private static Path named(Optional<Path> file, String what, Path log) {
        return file.orElseThrow(() -> Failure.tool("cargo built " + what + " but named no file for it; see " + log));
    }

    /** Runs cargo, and says why where it fails. */
    private Outcome ran(
            Command command, PeakMemory memory, List<String> variantFlags, Path targetFolder, String what, String hint)
            throws IOException {
        Path log = command.log();
        Outcome outcome = processes.run(command, memory);
        if (outcome.timedOut()) {
            throw Failure.user("cargo build of " + what + " was " + outcome.ending()
                    + ". Raise <buildTimeoutSeconds> (-Dpgobolt.buildTimeoutSeconds). Its output is in " + log);
        }
        if (!outcome.ok() && Registry.didNotAnswer(outcome)) {
            throw Failure.user("cargo build of " + subject.name() + " could not fetch a crate (" + outcome.ending()
                    + "):\n" + diagnosis(outcome) + "\n" + Registry.ADVICE + "\nThe whole output is in " + log);
        }
        if (!outcome.ok()) {
            String said = diagnosis(outcome) + hint + linkerAdvice(outcome) + "\nThe whole output is in " + log
                    + ". The command was:\n  " + command.line();
            if (outcome.stderr().contains(USAGE)) {
                throw Failure.user(
                        "cargo does not take the arguments that it was given. Look at <cargoArgs> (-Dpgobolt.cargoArgs="
                                + String.join(",", Redaction.arguments(settings.cargoArguments())) + "):\n" + said);
            }
            List<String> added = flags(variantFlags);
            throw new BuildFailure(new BuildFailure.Attempt(
                    what,
                    command,
                    outcome.ending(),
                    said,
                    paths.flags(targetFolder),
                    added.subList(userFlags.flags().size(), added.size()),
                    settings));
        }
        return outcome;
    }

    /**
     * Returns what a command builds, without running it.
     *
     * @param command from {@link #bench} or {@link #test}
     */
    public Executables withoutRun(Command command, Path log) throws IOException {
        Outcome outcome =
                processes.run(command.and(List.of("--no-run", MESSAGES)).logTo(log));
        CargoMessages messages = CargoMessages.parse(outcome.stdout());
        // If there are none, the run of the command will say why.
        return new Executables(
                outcome.ok() ? messages.executablesHash() : "none, or they do not compile", messages.compiled());
    }

    /**
     * Returns the command of a build, as it is listed among the commands that reproduce a file. The build itself adds one
     * argument: cargo then reports in JSON, for this program, and not in words, for people.
     */
    public Command command(List<String> variantFlags, boolean inheritProfile, Path targetFolder, boolean verbose) {
        List<String> argv = common("build", itself(), targetFolder);
        if (verbose) {
            argv.add("-vv");
        }
        argv.addAll(settings.cargoArguments());
        return command(argv, variantFlags, inheritProfile, paths.flags(targetFolder));
    }

    /**
     * Returns the command that makes cargo print what it would build, with all profile settings resolved, without
     * building anything. The option is unstable, and a stable cargo accepts it with RUSTC_BOOTSTRAP; no rustc compiles
     * anything with that variable here.
     */
    Command plan(boolean inheritProfile, Path targetFolder) {
        List<String> argv = common("build", itself(), targetFolder);
        argv.addAll(settings.cargoArguments());
        argv.addAll(List.of("--unit-graph", "-Zunstable-options"));
        return command(argv, List.of(), inheritProfile, List.of()).with("RUSTC_BOOTSTRAP", "1");
    }

    private List<String> itself() {
        return subject.kind() == Subject.Kind.bin ? List.of("--bin", subject.name()) : List.of("--lib");
    }

    /**
     * Returns the command that builds another package, such as that of a trial, the way a variant of the subject is
     * built: from the same folder, with the same flags, settings and configuration. Its paths stay, which are those of
     * no release, so that what a trial found holds in every folder.
     */
    public Command other(Path manifest, List<String> variantFlags, Path targetFolder) {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(settings.crossTool().verb());
        argv.addAll(List.of("--offline", "--manifest-path", manifest.toString()));
        argv.addAll(List.of("--profile", settings.profile()));
        argv.addAll(List.of("--target", subject.target(), "--target-dir", targetFolder.toString()));
        argv.addAll(ConfigurationProbe.configuration(settings.cargoArguments()));
        return command(argv, variantFlags, false, List.of());
    }

    /**
     * Returns the command that runs the crate's benchmarks, built like a variant.
     *
     * @param bench the bench target, or null for all of the package's
     * @param arguments for the benchmark itself
     */
    public Command bench(
            List<String> variantFlags,
            boolean inheritProfile,
            Path targetFolder,
            String bench,
            List<String> arguments) {
        List<String> argv =
                common("bench", bench == null ? List.of("--benches") : List.of("--bench", bench), targetFolder);
        argv.addAll(settings.cargoArguments());
        if (!arguments.isEmpty()) {
            argv.add("--");
            argv.addAll(arguments);
        }
        return command(argv, variantFlags, inheritProfile, paths.flags(targetFolder));
    }

    /**
     * Returns the command that builds and runs the crate's tests, built like a variant; the caller adds which tests.
     * The build's time limit applies.
     */
    public Command test(List<String> variantFlags, boolean inheritProfile, Path targetFolder) {
        List<String> argv = common("test", List.of(), targetFolder);
        argv.addAll(settings.cargoArguments());
        return command(argv, variantFlags, inheritProfile, paths.flags(targetFolder));
    }

    private List<String> common(String verb, List<String> target, Path targetFolder) {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(verb.equals("build") ? settings.crossTool().verb() : List.of(verb));
        argv.addAll(List.of("--manifest-path", subject.manifest().toString()));
        argv.addAll(List.of("--package", subject.packageName()));
        argv.addAll(target);
        argv.addAll(List.of("--profile", settings.profile()));
        // Without --target, build scripts and proc macros would get the plugin's flags, too; HostFlags gives them the
        // user's.
        argv.addAll(List.of("--target", subject.target(), "--target-dir", targetFolder.toString()));
        if (!settings.features().isEmpty()) {
            argv.addAll(List.of("--features", String.join(",", settings.features())));
        }
        if (settings.noDefaultFeatures()) {
            argv.add("--no-default-features");
        }
        return argv;
    }

    /** @param first flags before the user's own, which win */
    private Command command(List<String> argv, List<String> variantFlags, boolean inheritProfile, List<String> first) {
        List<String> flags = new ArrayList<>(first);
        flags.addAll(flags(variantFlags));
        return Command.of(argv)
                .in(subject.directory())
                .with(environment(flags, inheritProfile))
                .within(Duration.ofSeconds(settings.timeoutSeconds()));
    }

    private Map<String, String> environment(List<String> flags, boolean inheritProfile) {
        Map<String, String> environment = new TreeMap<>(settings.environment());
        environment.put("CARGO_TERM_COLOR", "never");
        String prefix = profileVariable(settings.profile());
        // emit-relocs and strip="symbols" exclude each other; what ships is stripped last.
        environment.put(prefix + "STRIP", "none");
        if (!inheritProfile) {
            if (!settings.lto().equals(BuildSettings.INHERIT)) {
                environment.put(prefix + "LTO", settings.lto());
            }
            if (!settings.codegenUnits().equals(BuildSettings.INHERIT)) {
                environment.put(prefix + "CODEGEN_UNITS", settings.codegenUnits());
            }
        }
        environment.remove("RUSTFLAGS");
        environment.put("CARGO_ENCODED_RUSTFLAGS", String.join(ConfigurationProbe.SEPARATOR, flags));
        if (userFlags.host() != null) {
            environment.put(WRAPPER, userFlags.host().script().toString());
        }
        return environment;
    }

    /** Returns the prefix of the variables that set a profile. */
    static String profileVariable(String profile) {
        return "CARGO_PROFILE_" + profile.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    }

    /**
     * Returns advice for a cross build that uses this machine's linker: it fails with hundreds of lines, none of which
     * names the fix.
     */
    private String linkerAdvice(Outcome outcome) {
        String variable =
                "CARGO_TARGET_" + subject.target().toUpperCase(Locale.ROOT).replaceAll("[-.]", "_") + "_LINKER";
        // Two messages of GNU ld, and one of rust-lld about a target-specific option.
        boolean foreign = Stream.of("is incompatible with elf", "file in wrong format", " is only supported on ")
                .anyMatch(outcome.stderr()::contains);
        return foreign
                ? "\nThe linker is one for another processor than " + subject.target()
                        + ". Name that of the target, by the variable "
                        + variable + " or <linker> of .cargo/config.toml (Debian and Ubuntu: package and linker"
                        + " gcc-aarch64-linux-gnu for AArch64)."
                : "";
    }

    /** Returns the messages of cargo and rustc, without the lines that only announce a command. */
    private static String diagnosis(Outcome outcome) {
        String said = outcome.stderr()
                .lines()
                .filter(line -> !line.stripLeading().startsWith("Running `")
                        && !line.stripLeading().startsWith("Compiling ")
                        && !line.stripLeading().startsWith("process didn't exit successfully: `")
                        && LISTS.stream().noneMatch(line::contains))
                .collect(Collectors.joining("\n"));
        return new Outcome(outcome.command(), outcome.exit(), false, "", said, outcome.elapsed()).tail();
    }
}
