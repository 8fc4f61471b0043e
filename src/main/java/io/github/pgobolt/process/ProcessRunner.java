package io.github.pgobolt.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.PumpStreamHandler;

/** Starts processes and waits for them. Holds no state but what its processes inherit, and what may end them. */
public final class ProcessRunner {

    /** How long to wait for a stream that a grandchild still holds after the process ended; commons-exec adds 2 s. */
    private static final Duration STREAM_GRACE = Duration.ofMillis(100);

    /** How many bytes of standard error are kept in memory; a workload may print without end. */
    private static final int MOST_ERRORS = 32 << 20;

    /** A log grows no further beyond this size. */
    private static final long MOST_LOG = 64L << 20;

    /** Where POSIX systems have it. */
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Map<String, String> environment;
    private final boolean lowest;
    private final Strand strand;

    /** Creates a runner whose processes inherit this process's environment. */
    public ProcessRunner() {
        this(System.getenv());
    }

    /** Creates a runner whose processes inherit only the given environment. */
    public ProcessRunner(Map<String, String> environment) {
        this(environment, false, new Strand(null));
    }

    private ProcessRunner(Map<String, String> environment, boolean lowest, Strand strand) {
        this.environment = Map.copyOf(environment);
        this.lowest = lowest;
        this.strand = strand;
    }

    /** Returns a runner with a strand of its own, whose processes are still among those of this one. */
    public ProcessRunner apart() {
        return new ProcessRunner(environment, lowest, new Strand(strand));
    }

    /**
     * Returns a runner whose processes get what the others leave of the processors, by POSIX's {@code nice}; where there is
     * none they get their share.
     */
    public ProcessRunner atLowestPriority() {
        return new ProcessRunner(environment, true, strand);
    }

    /** Returns the processes that it runs, together. */
    public Strand strand() {
        return strand;
    }

    /** Returns the environment that processes inherit, before a command's own additions. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * Runs a command to its end, or to its time limit, and then ends its whole process tree.
     *
     * @throws IOException if the program cannot be started; the message names it
     * @throws Cancelled if another thread ends it
     */
    public Outcome run(Command command) throws IOException {
        return run(command, null, line -> true);
    }

    /**
     * Runs a command likewise.
     *
     * @param memory looks on; null if nothing does
     * @param logged which lines of standard error are written to the log
     */
    public Outcome run(Command command, PeakMemory memory, Predicate<String> logged) throws IOException {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        String mark = ProcessTree.newMark();
        TreeWatchdog watchdog = new TreeWatchdog(command.timeout(), mark, memory);
        long start = System.nanoTime();
        int exit;
        strand.begin(watchdog);
        try (OutputStream out = command.stdout() == null ? stdout : newFile(command.stdout());
                OutputStream err =
                        command.stderr() == null ? new Recent(stderr, MOST_ERRORS) : newFile(command.stderr());
                InputStream in = command.stdin() == null
                        ? InputStream.nullInputStream()
                        : Files.newInputStream(command.stdin())) {
            exit = execute(command, watchdog, mark, new PumpStreamHandler(out, err, in));
        } finally {
            strand.end(watchdog);
            if (lowest) {
                ChildTime.anotherEnded();
            }
        }
        Outcome outcome = new Outcome(
                command,
                exit,
                watchdog.timedOut(),
                stdout.toString(StandardCharsets.UTF_8),
                stderr.toString(StandardCharsets.UTF_8),
                Duration.ofNanos(System.nanoTime() - start));
        log(outcome, logged);
        return outcome;
    }

    private int execute(Command command, TreeWatchdog watchdog, String mark, PumpStreamHandler streams)
            throws IOException {
        streams.setStopTimeout(STREAM_GRACE);
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(streams)
                .setWorkingDirectory(
                        command.directory() == null
                                ? new File("").getAbsoluteFile()
                                : command.directory().toFile())
                .get();
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        // CommandLine would trim its arguments.
        List<String> argv = new ArrayList<>(command.argv());
        if (lowest && Files.isExecutable(NICE)) {
            argv.addAll(0, List.of(NICE.toString(), "-n", "19"));
        }
        CommandLine line = new CommandLine(argv.get(0)) {
            @Override
            public String[] toStrings() {
                return argv.toArray(String[]::new);
            }
        };
        Map<String, String> all = environmentOf(command);
        all.put(ProcessTree.MARK, mark);
        try (TreeDestroyer destroyer = new TreeDestroyer(mark)) {
            executor.setProcessDestroyer(destroyer);
            int exit = executor.execute(line, all);
            watchdog.endHolders();
            return exit;
        } catch (ExecuteException e) {
            // Thrown for a stream that was not drained in time because a process left behind holds it; the exception's
            // own exit value means nothing then.
            watchdog.endTree();
            return watchdog.exit();
        } catch (IOException e) {
            if (watchdog.started() && watchdog.timedOut()) {
                return -1;
            }
            throw new IOException("Cannot run " + command.argv().get(0) + ": " + e.getMessage(), e);
        }
    }

    Map<String, String> environmentOf(Command command) {
        Map<String, String> all = new TreeMap<>(environment);
        command.environment().forEach((name, value) -> {
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return all;
    }

    private static OutputStream newFile(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new Unfailing(Files.newOutputStream(file));
    }

    private static void log(Outcome outcome, Predicate<String> logged) throws IOException {
        Path log = outcome.command().log();
        if (log == null) {
            return;
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > MOST_LOG) {
            // Ten thousand runs may each print a megabyte; the caller's message says what went wrong.
            return;
        }
        // What is not logged need not be searched for secrets either, which takes a second for some megabytes.
        String errors = outcome.stderr().lines().filter(logged).collect(Collectors.joining("\n"));
        String text = "$ " + outcome.command().line() + "\n"
                + wholeLines(Redaction.text(outcome.stdout(), outcome.command()))
                + wholeLines(Redaction.text(errors, outcome.command()))
                + "# " + outcome.ending() + " after " + outcome.elapsed().toMillis() + " ms\n\n";
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String wholeLines(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
