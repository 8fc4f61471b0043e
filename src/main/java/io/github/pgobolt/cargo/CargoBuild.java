package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.PeakMemory;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.translation.MissingFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Builds a subject with the flags of one variant. */
public final class CargoBuild {

    /** What {@link #linker} returns where none is named. */
    public static final String DEFAULT_LINKER = "cc";

    /** Printed by cargo when it does not understand its arguments. */
    private static final String USAGE = "\nUsage: cargo";

    private static final String MESSAGES = "--message-format=json-render-diagnostics";

    private final ProcessRunner processes;
    private final List<String> cargo;
    private final Subject subject;
    private final BuildSettings settings;
    private final UserFlags userFlags;
    private final PathRemap paths;
    private final StdSource std;
    private final CargoCommands commands;

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
        this(processes, cargo, subject, settings, userFlags, paths, StdSource.PREBUILT);
    }

    private CargoBuild(
            ProcessRunner processes,
            List<String> cargo,
            Subject subject,
            BuildSettings settings,
            UserFlags userFlags,
            PathRemap paths,
            StdSource std) {
        this.processes = processes;
        this.cargo = List.copyOf(cargo);
        this.subject = subject;
        this.settings = settings;
        this.userFlags = userFlags;
        this.paths = settings.remapPaths() ? paths : PathRemap.NONE;
        this.std = std;
        this.commands = new CargoCommands(cargo, subject, settings, userFlags, this.paths, std);
    }

    /** Returns the same builds with another standard library. */
    public CargoBuild withStd(StdSource other) {
        return new CargoBuild(processes, cargo, subject, settings, userFlags, paths, other);
    }

    /** Returns the flags by which the files of a folder have the names in the files that rustc writes that another's have. */
    List<String> named(Path folder, Path other) {
        return PathRemap.as(folder, paths.name(other));
    }

    /** Returns the file that fixes the versions of the crates that the workspace needs. */
    Path lock() {
        return subject.workspaceRoot().resolve("Cargo.lock");
    }

    /** Returns the program that cargo is to call in place of rustc; null if it calls rustc itself. */
    String inPlaceOfRustc() {
        return commands.inPlaceOfRustc();
    }

    /** Returns the commands of its builds, which others run and list. */
    public CargoCommands commands() {
        return commands;
    }

    /** Returns all flags of a variant, without those before the user's own. */
    public List<String> flags(List<String> variantFlags) {
        return commands.flags(variantFlags);
    }

    /**
     * Whether cargo keeps only one state of a target folder, whatever the flags: two variants in it would undo each
     * other.
     */
    public boolean keepsOneState() {
        return !paths.folders().isEmpty() || PathRemap.isIn(std.flags()) || PathRemap.isIn(flags(List.of()));
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
        return built(
                commands.build(variantFlags, inheritProfile, targetFolder, verbose), variantFlags, targetFolder, log);
    }

    /**
     * Builds the subject with counters, and without link-time optimisation where rustc's own linker can leave it out.
     *
     * @param rust what builds it
     * @param said takes, in words, that this failed, so that it was built with link-time optimisation
     */
    public Built buildInstrumented(
            List<String> variantFlags, Path targetFolder, RustToolchain rust, Consumer<String> said, Path log)
            throws IOException {
        Command command = commands.build(variantFlags, false, targetFolder, false);
        Optional<QuickLink> quick = QuickLink.of(rust, subject, settings, linker(), flags(variantFlags));
        if (quick.isPresent()) {
            Path script = SubjectScript.withoutLto(
                    Files.createDirectories(targetFolder),
                    subject,
                    inPlaceOfRustc(),
                    quick.get().flags());
            try {
                return built(command.with(CargoCommands.WRAPPER, script.toString()), variantFlags, targetFolder, log);
            } catch (BuildFailure failed) {
                if (!failed.isOfLink()) {
                    throw failed;
                }
                said.accept("without link-time optimisation it could not be linked (" + failed.firstError()
                        + "), so that it is linked as the other builds are, which takes longer");
            }
        }
        return built(command, variantFlags, targetFolder, log);
    }

    private Built built(Command command, List<String> variantFlags, Path targetFolder, Path log) throws IOException {
        HostFlags.forgetOthers(userFlags.host(), targetFolder);
        return built(
                command.and(List.of(MESSAGES)).logTo(log),
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
        Command command = commands.build(variantFlags, false, targetFolder, true)
                .and(List.of(MESSAGES))
                .with(
                        CargoCommands.WRAPPER,
                        SubjectScript.withoutLink(Files.createDirectories(targetFolder), subject, inPlaceOfRustc())
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
        String hint = subject.kind() == Subject.Kind.lib
                ? "\nWhere it does not find the crate: nothing can be linked with a cdylib alone. Write under [lib]:"
                        + " crate-type = [\"cdylib\", \"rlib\"]."
                : "";
        return built(
                commands.build(List.of("--" + kind, name), List.of(MESSAGES), variantFlags, false, targetFolder)
                        .logTo(log),
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
        List<String> targets = new ArrayList<>(commands.itself());
        names.forEach(name -> targets.addAll(List.of("--test", name)));
        String what = "the crate's tests " + String.join(", ", names);
        Command command = commands.build(targets, List.of(MESSAGES), variantFlags, inheritProfile, targetFolder)
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

    /** Keeps out of the log what would be the most of it, and which nobody reads there, unless the user wants remarks. */
    private boolean isLogged(String line) {
        return Diagnosis.isForPeople(line) || settings.remarks() && line.contains(MissingFunction.WARNING);
    }

    /** Runs cargo, and says why where it fails. */
    private Outcome ran(
            Command command, PeakMemory memory, List<String> variantFlags, Path targetFolder, String what, String hint)
            throws IOException {
        Path log = command.log();
        Outcome outcome = processes.run(command, memory, this::isLogged);
        if (outcome.timedOut()) {
            throw Failure.user("cargo build of " + what + " was " + outcome.ending()
                    + ". Raise <buildTimeoutSeconds> (-Dpgobolt.buildTimeoutSeconds). Its output is in " + log);
        }
        if (!outcome.ok() && Registry.didNotAnswer(outcome)) {
            throw Failure.user("cargo build of " + subject.name() + " could not fetch a crate (" + outcome.ending()
                    + "):\n" + Diagnosis.of(outcome) + "\n" + Registry.ADVICE + "\nThe whole output is in " + log);
        }
        if (!outcome.ok()) {
            String said = Diagnosis.of(outcome) + hint + Diagnosis.advice(outcome, subject.target())
                    + "\nThe whole output is in " + log + ". The command was:\n  " + command.line();
            if (outcome.stderr().contains(USAGE)) {
                throw Failure.user(
                        "cargo does not take the arguments that it was given. Look at <cargoArgs> (-Dpgobolt.cargoArgs="
                                + String.join(",", Redaction.arguments(settings.cargoArguments())) + "):\n" + said);
            }
            List<String> added = flags(variantFlags);
            throw new BuildFailure(new BuildFailure.Attempt(
                    what,
                    command,
                    std.leftOutOf(command, userFlags.inPlaceOfRustc()),
                    outcome.ending(),
                    said,
                    commands.first(targetFolder),
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
}
