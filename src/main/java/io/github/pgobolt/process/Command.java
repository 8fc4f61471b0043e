package io.github.pgobolt.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A process to start: an argument list, never a line for a shell.
 *
 * @param argv the program and its arguments; the program is an absolute path or a name that PATH resolves
 * @param directory the working directory, or null for this process's own
 * @param environment additions to this process's environment; a null value removes the variable
 * @param stdin the file that standard input reads, or null for no input
 * @param stdout the file that standard output goes to, or null to capture it
 * @param stderr the file that standard error goes to, or null to capture it
 * @param log the file that the command line and everything captured is appended to, or null
 * @param timeout how long the process may run, or null for no limit
 */
public record Command(
        List<String> argv,
        Path directory,
        Map<String, String> environment,
        Path stdin,
        Path stdout,
        Path stderr,
        Path log,
        Duration timeout) {

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        // A sorted copy that allows null values, which List.copyOf and Map.copyOf refuse.
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** Returns a command with only arguments: captured output, inherited environment, no limit. */
    public static Command of(List<String> argv) {
        return new Command(argv, null, Map.of(), null, null, null, null, null);
    }

    /** Returns a command with only arguments: captured output, inherited environment, no limit. */
    public static Command of(Object... argv) {
        List<String> words = new ArrayList<>();
        for (Object word : argv) {
            words.add(Objects.toString(word));
        }
        return of(words);
    }

    /** Returns the command with more arguments at its end. */
    public Command and(List<String> arguments) {
        List<String> all = new ArrayList<>(argv);
        all.addAll(arguments);
        return new Command(all, directory, environment, stdin, stdout, stderr, log, timeout);
    }

    public Command in(Path newDirectory) {
        return new Command(argv, newDirectory, environment, stdin, stdout, stderr, log, timeout);
    }

    /** Returns the command with additions to its environment; a null value removes the variable. */
    public Command with(Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(added);
        return new Command(argv, directory, all, stdin, stdout, stderr, log, timeout);
    }

    public Command with(String name, String value) {
        return with(Collections.singletonMap(name, value));
    }

    public Command readFrom(Path newStdin) {
        return new Command(argv, directory, environment, newStdin, stdout, stderr, log, timeout);
    }

    public Command writeTo(Path newStdout, Path newStderr) {
        return new Command(argv, directory, environment, stdin, newStdout, newStderr, log, timeout);
    }

    public Command logTo(Path newLog) {
        return new Command(argv, directory, environment, stdin, stdout, stderr, newLog, timeout);
    }

    public Command within(Duration newTimeout) {
        return new Command(argv, directory, environment, stdin, stdout, stderr, log, newTimeout);
    }

    /** Returns the command as a line that can be pasted into a POSIX shell, with secrets redacted. */
    public String line() {
        return ShellLine.of(directory, environment, argv);
    }
}
