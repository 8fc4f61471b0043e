package io.github.pgobolt.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that keeps running while lines are exchanged with it: a server, or a runner that takes orders.
 *
 * <p>Standard error goes to the command's file; without one it is merged into standard output. If the command names a
 * {@code stdin} file, that is read and {@link #writeLine} has no effect. The command's timeout and log are ignored.
 * Closing ends the whole process tree.
 */
public final class Conversation implements AutoCloseable {

    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    /** Far more than ever waits for a reader that does read. */
    private static final int MOST_UNREAD = 8 << 20;

    private static final int LONGEST_LINE = 1 << 20;

    private final Command command;
    private final Process process;
    private final ProcessTree tree;
    private final Writer input;
    private final RecentLines lines = new RecentLines(MOST_UNREAD, LONGEST_LINE);
    private final Thread endWithThisProcess;
    private final Strand strand;
    private boolean closed;

    private Conversation(Command command, Process process, String mark, Strand strand) {
        this.command = command;
        this.process = process;
        this.strand = strand;
        this.tree = new ProcessTree(process.toHandle(), mark);
        this.endWithThisProcess =
                new Thread(tree::kill, "ends " + command.argv().get(0));
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readAll, "output of " + command.argv().get(0));
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(endWithThisProcess);
        strand.enter(null);
    }

    /**
     * Starts the process.
     *
     * @throws IOException if the program cannot be started; the message names it
     */
    public static Conversation start(ProcessRunner processes, Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        if (command.directory() != null) {
            builder.directory(command.directory().toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(processes.environmentOf(command));
        String mark = ProcessTree.newMark();
        environment.put(ProcessTree.MARK, mark);
        if (command.stdin() != null) {
            builder.redirectInput(command.stdin().toFile());
        }
        if (command.stderr() == null) {
            builder.redirectErrorStream(true);
        } else {
            File file = command.stderr().toAbsolutePath().toFile();
            file.getParentFile().mkdirs();
            builder.redirectError(file);
        }
        Process process = null;
        try {
            process = builder.start();
            return new Conversation(command, process, mark, processes.strand());
        } catch (IllegalStateException shuttingDown) {
            new ProcessTree(process.toHandle(), mark).kill();
            throw new IOException("this Java process is ending, so that nothing is started any more", shuttingDown);
        } catch (IOException e) {
            throw new IOException("Cannot run " + command.argv().get(0) + ": " + e.getMessage(), e);
        }
    }

    /** Sends a line; the line itself holds no line break. */
    public void writeLine(String line) throws IOException {
        input.write(line);
        input.write('\n');
        input.flush();
    }

    /**
     * Returns the next line of output; empty when the output has ended. Unread lines are kept up to some millions of
     * characters, the newest ones.
     *
     * @return null if no line came within the limit
     */
    public Optional<String> readLine(Duration limit) {
        try {
            return lines.next(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Stops reading lines: the output is still drained, so that the process never blocks, and dropped. */
    public void ignoreOutput() {
        lines.ignore();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Command command() {
        return command;
    }

    /**
     * Asks the process to end, by SIGTERM, and waits.
     *
     * @return whether it ended within the limit; if not, {@link #close} still kills it
     */
    public boolean terminate(Duration limit) {
        process.destroy();
        return awaitEnd(limit);
    }

    /** Returns the exit code of a process that ended: 128 + N if signal N ended it. */
    public int exit() {
        return process.exitValue();
    }

    /** Ends the input, gives the process a moment to end by itself, then kills what is left of its tree. */
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException alreadyGone) {
            // A process that has ended no longer reads; closing the input has then nothing to do.
        }
        if (!awaitEnd(CLOSE_GRACE)) {
            process.destroy();
            awaitEnd(CLOSE_GRACE);
        }
        // Processes that it started may have outlived it.
        tree.kill();
        if (!closed) {
            closed = true;
            strand.leave(null);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisProcess);
        } catch (IllegalStateException shuttingDown) {
            // Shutdown is already running.
        }
    }

    boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void readAll() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            lines.readAll(output);
        } catch (IOException | UncheckedIOException closed) {
            // Killing the process closes the stream under the reader; lines read so far are kept.
        } finally {
            lines.end();
        }
    }
}
