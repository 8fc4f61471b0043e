package io.github.pgobolt.workload;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Redaction;
import io.github.pgobolt.process.ShellLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run that exercises the subject.
 *
 * @param name unique within the build; names files, logs and rows of the report
 * @param use training, evaluation or both
 * @param command the argument list; <code>${subject}</code> is the built file, <code>${subjectDir}</code> its folder,
 *     <code>${subjectIn:native/linux-x86-64}</code> a folder that has it at that place, as a jar would, and
 *     <code>${cargo:test/parser}</code> an executable that cargo built beside it, see {@link CargoTarget}
 * @param shell whether the command is one line for {@code sh -c}, because the user asked for a shell
 * @param stdin the file that standard input reads, or null
 * @param environment additions to the environment; the placeholders work here too
 * @param workingDirectory the folder in which it runs
 * @param weight its share in a mean over workloads and in a merged profile, greater than 0
 * @param timeoutSeconds the limit of one run
 * @param repeat how many times a training step runs it
 * @param expectExit the exit code of a successful run
 * @param outputs files it writes that belong to its result, beside stdout; relative to the working directory
 * @param inputs files and folders it reads, beside those that its arguments and stdin name
 * @param ignore regular expressions for output that differs from run to run; matching text is not compared
 * @param runner the words that run the built file on this machine, such as {@code qemu-aarch64 -L …}; empty if the
 *     machine runs it itself
 */
public record Workload(
        String name,
        Use use,
        List<String> command,
        boolean shell,
        Path stdin,
        Map<String, String> environment,
        Path workingDirectory,
        double weight,
        int timeoutSeconds,
        int repeat,
        int expectExit,
        List<String> outputs,
        List<Path> inputs,
        List<String> ignore,
        List<String> runner) {

    public static final String SUBJECT = "${subject}";
    public static final String SUBJECT_DIRECTORY = "${subjectDir}";
    private static final Pattern SUBJECT_IN = Pattern.compile("\\$\\{subjectIn:([^}]*)}");
    /** In a shell line the placeholder may be in quotes. */
    private static final Pattern SHELL_SUBJECT = Pattern.compile("([\"']?)\\$\\{subject}\\1");

    public Workload {
        command = List.copyOf(command);
        // Sorted: the order of Map.copyOf differs between JVMs, and a step whose inputs print differently runs again.
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        outputs = List.copyOf(outputs);
        inputs = List.copyOf(inputs);
        ignore = List.copyOf(ignore);
        runner = List.copyOf(runner);
    }

    /** Creates a workload whose subject this machine runs itself. */
    public Workload(
            String name,
            Use use,
            List<String> command,
            boolean shell,
            Path stdin,
            Map<String, String> environment,
            Path workingDirectory,
            double weight,
            int timeoutSeconds,
            int repeat,
            int expectExit,
            List<String> outputs,
            List<Path> inputs,
            List<String> ignore) {
        this(
                name,
                use,
                command,
                shell,
                stdin,
                environment,
                workingDirectory,
                weight,
                timeoutSeconds,
                repeat,
                expectExit,
                outputs,
                inputs,
                ignore,
                List.of());
    }

    /** Returns the same workload with its subject run by a runner. */
    public Workload under(List<String> runnerWords) {
        return with(use, command, environment, repeat, outputs, ignore, runnerWords);
    }

    /**
     * Returns the same as {@code cargo run} would start it; the workload's own settings take precedence.
     *
     * @param variables cargo's additions to the environment
     * @param cargosRunner the words of cargo's runner, or none
     */
    public Workload asCargoRuns(Map<String, String> variables, List<String> cargosRunner) {
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(environment);
        return with(use, command, all, repeat, outputs, ignore, runner.isEmpty() ? cargosRunner : runner);
    }

    /** Returns the process of one run on the given built file. */
    public Command on(Path subject) {
        List<String> argv = shell
                ? List.of("sh", "-c", resolve(lineUnderRunner(String.join(" ", command)), subject))
                : command.stream()
                        .flatMap(this::underRunner)
                        .map(word -> resolve(word, subject))
                        .toList();
        Map<String, String> resolved = new TreeMap<>();
        environment.forEach((key, value) -> resolved.put(key, resolve(value, subject)));
        resolved.putAll(SubjectLibraries.variable(subject, resolved));
        return Command.of(argv)
                .in(workingDirectory)
                .with(resolved)
                .readFrom(stdin)
                .within(Duration.ofSeconds(timeoutSeconds));
    }

    /** Whether its first process is the subject, or may be: a shell may start anything. */
    public boolean startsSubject() {
        return shell || isBuilt(command.get(0));
    }

    /** Returns the same with another number of runs in training. */
    public Workload repeated(int times) {
        return with(use, command, environment, times, outputs, ignore, runner);
    }

    /** Returns the same with more files to compare, and less of the output. */
    public Workload comparing(List<String> moreOutputs, List<String> moreIgnored) {
        List<String> allOutputs =
                Stream.concat(outputs.stream(), moreOutputs.stream()).distinct().toList();
        List<String> allIgnored =
                Stream.concat(ignore.stream(), moreIgnored.stream()).distinct().toList();
        return with(use, command, environment, repeat, allOutputs, allIgnored, runner);
    }

    /**
     * Returns the same without secrets, for records and for people; {@link #contentHash} still tells two secrets apart.
     */
    public Workload redacted() {
        return with(
                use,
                Redaction.arguments(command),
                Redaction.values(environment),
                repeat,
                outputs,
                ignore,
                Redaction.arguments(runner));
    }

    /**
     * Returns a hash of the command and of its inputs; equal for two workloads that give the subject the same input.
     */
    public String contentHash() throws IOException {
        return contentHash(WrittenFiles.NONE);
    }

    /** Returns the same, given the files that earlier runs wrote, whose contents do not count. */
    public String contentHash(WrittenFiles written) throws IOException {
        return InputFiles.hash(this, written, UnaryOperator.identity());
    }

    /**
     * Returns such a hash that is the same in another folder and on another machine.
     *
     * @param places puts names in the place of this machine's folders
     */
    public String portableHash(WrittenFiles written, UnaryOperator<String> places) throws IOException {
        return InputFiles.hash(this, written, places);
    }

    /** Returns the words of its command that look like files to read and are not there; a run may write some of them. */
    public List<String> missingFiles() {
        return InputFiles.missing(this);
    }

    /** Returns the placeholder of a folder in which the subject is at a given place. */
    public static String subjectIn(String place) {
        return "${subjectIn:" + place + "}";
    }

    /**
     * Returns the SHA-256 of every data file that it is known to read. What runs is not data: the program, an
     * interpreter's script, a JVM's class path and agents, plugins and settings; nor are files that runs wrote.
     *
     * @throws IOException if stdin or an input does not exist
     */
    public Set<String> dataHashes(WrittenFiles written) throws IOException {
        return InputFiles.dataHashes(this, written);
    }

    /**
     * Returns the crate's test, bench or example that it runs; empty for a workload that runs or loads the subject
     * itself.
     */
    public Optional<CargoTarget> cargoTarget() {
        return CargoTarget.in(command.get(0));
    }

    /** Returns the same with another use. */
    public Workload usedTo(Use other) {
        return with(other, command, environment, repeat, outputs, ignore, runner);
    }

    /**
     * Returns the test of the crate that this is as a run of the subject itself, which the test starts.
     *
     * @param more for the test's executable
     * @param variables that cargo sets where it runs the test
     */
    public Workload launchedBy(TestLauncher launcher, List<String> more, Map<String, String> variables) {
        List<String> words = new ArrayList<>(List.of(launcher.file().toString(), SUBJECT));
        words.addAll(command.subList(1, command.size()));
        words.addAll(more);
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(environment);
        return with(use, words, all, repeat, outputs, ignore, runner);
    }

    /** Returns the files and folders that it is known to read: those named by arguments, stdin, and declared inputs. */
    public List<Path> inputFiles() {
        return InputFiles.paths(this);
    }

    private Workload with(
            Use otherUse,
            List<String> otherCommand,
            Map<String, String> otherEnvironment,
            int otherRepeat,
            List<String> otherOutputs,
            List<String> otherIgnore,
            List<String> otherRunner) {
        return new Workload(
                name,
                otherUse,
                otherCommand,
                shell,
                stdin,
                otherEnvironment,
                workingDirectory,
                weight,
                timeoutSeconds,
                otherRepeat,
                expectExit,
                otherOutputs,
                inputs,
                otherIgnore,
                otherRunner);
    }

    /** Puts the runner's words before the subject if that is a whole word: within a word it is part of a file name. */
    private Stream<String> underRunner(String word) {
        return isBuilt(word) ? Stream.concat(runner.stream(), Stream.of(word)) : Stream.of(word);
    }

    private static boolean isBuilt(String word) {
        return word.equals(SUBJECT) || CargoTarget.in(word).isPresent();
    }

    private String lineUnderRunner(String line) {
        if (runner.isEmpty()) {
            return line;
        }
        String words = runner.stream().map(ShellLine::quote).collect(Collectors.joining(" ", "", " "));
        return SHELL_SUBJECT.matcher(line).replaceAll(match -> Matcher.quoteReplacement(words + match.group()));
    }

    private static String resolve(String word, Path subject) {
        String placed = SUBJECT_IN
                .matcher(word)
                .replaceAll(match -> Matcher.quoteReplacement(
                        SubjectLayout.of(subject, match.group(1)).toString()));
        return CargoTarget.resolve(placed, subject)
                .replace(SUBJECT, subject.toString())
                .replace(SUBJECT_DIRECTORY, subject.getParent().toString());
    }
}
