package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Conversation;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.process.Redaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** A server from its start until it was told to end. */
public final class RunningServer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int CONNECT_MILLIS = 200;
    private static final int LINES_SHOWN = 20;

    private final ServerSetup setup;
    private final Conversation process;
    private final Deque<String> lastLines = new ArrayDeque<>();

    private RunningServer(ServerSetup setup, Conversation process) {
        this.setup = setup;
        this.process = process;
    }

    /** Starts the server on the given file and returns when it is ready. */
    public static RunningServer start(ProcessRunner processes, ServerSetup setup, Path subject) throws IOException {
        if (setup.readyPort() != 0 && answers(setup.readyPort())) {
            throw Failure.user(
                    "Port " + setup.readyPort() + " answers before the server of workload " + setup.workload()
                            + " was started: another process has it. End that process, or choose another port.");
        }
        RunningServer server = new RunningServer(
                setup, Conversation.start(processes, setup.start().on(subject)));
        try {
            server.awaitReady();
            // Nobody reads its output from here on; a verbose server must neither fill the memory nor block.
            server.process.ignoreOutput();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void awaitReady() {
        Pattern line = setup.readyLine() == null ? null : Pattern.compile(setup.readyLine());
        long end = System.nanoTime()
                + Duration.ofSeconds(setup.start().timeoutSeconds()).toNanos();
        while (System.nanoTime() < end) {
            Optional<String> printed = process.readLine(POLL);
            if (printed != null && printed.isPresent()) {
                remember(printed.get());
                if (line != null && line.matcher(printed.get()).find()) {
                    return;
                }
            }
            if (line == null && answers(setup.readyPort())) {
                return;
            }
            if (printed != null && printed.isEmpty() && !process.isAlive()) {
                throw Failure.user("The server of workload " + setup.workload() + " ended before it was ready (exit "
                        + process.exit() + "): `" + process.command().line() + "`." + output());
            }
        }
        throw Failure.user("The server of workload " + setup.workload() + " was not ready within "
                + setup.start().timeoutSeconds() + " s: "
                + (line == null
                        ? "port " + setup.readyPort() + " never answered"
                        : "no line matched `" + setup.readyLine() + "`")
                + ". Correct its <readyPort> or <readyLine>, or raise <readySeconds>. It was started by `"
                + process.command().line() + "`." + output());
    }

    /**
     * Asks the server to end, by SIGTERM, so that it can write its data, such as a profile.
     *
     * @return whether it did; if it did not within its limit, it was killed
     */
    public boolean stop() {
        boolean ended = process.terminate(Duration.ofSeconds(setup.stopSeconds()));
        process.close();
        return ended;
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.terminate(Duration.ofSeconds(setup.stopSeconds()));
        }
        process.close();
    }

    private void remember(String line) {
        lastLines.add(line);
        if (lastLines.size() > LINES_SHOWN) {
            lastLines.remove();
        }
    }

    private String output() {
        return lastLines.isEmpty()
                ? " It printed nothing."
                : " It printed:\n" + Redaction.text(String.join("\n", lastLines), process.command());
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
