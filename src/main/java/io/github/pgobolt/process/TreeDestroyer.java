package io.github.pgobolt.process;

import java.io.IOException;
import java.time.Duration;
import org.apache.commons.exec.ProcessDestroyer;

/**
 * Ends a process and everything that it started when this Java process is told to end, by SIGTERM, Ctrl-C or
 * System.exit. The stock destroyer ends only the child.
 *
 * <p>Created before the process starts: a hook that is registered afterwards would miss a process that starts during
 * shutdown.
 */
final class TreeDestroyer implements ProcessDestroyer, AutoCloseable {

    /** How long shutdown waits for a start that was under way when it began. */
    private static final Duration START_GRACE = Duration.ofSeconds(2);

    private final String mark;
    private final Thread hook;
    private Process process;
    private boolean over;

    /** @throws IOException if this Java process is already shutting down, and nothing may start any more */
    TreeDestroyer(String mark) throws IOException {
        this.mark = mark;
        this.hook = new Thread(this::endWithThisProcess, "ends a command");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            throw new IOException("this Java process is ending, so that nothing is started any more", shuttingDown);
        }
    }

    private void endWithThisProcess() {
        Process started;
        synchronized (this) {
            long until = System.nanoTime() + START_GRACE.toNanos();
            try {
                while (process == null && !over && System.nanoTime() < until) {
                    wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            started = process;
        }
        if (started != null) {
            // Even if it has ended meanwhile: processes that it left behind may remain.
            new ProcessTree(started.toHandle(), mark).end();
        }
    }

    @Override
    public synchronized boolean add(Process started) {
        process = started;
        notifyAll();
        return true;
    }

    @Override
    public synchronized boolean remove(Process ended) {
        return process != null;
    }

    @Override
    public synchronized int size() {
        return process == null || over ? 0 : 1;
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Shutdown is already running.
        }
    }
}
