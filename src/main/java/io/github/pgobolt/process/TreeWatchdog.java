package io.github.pgobolt.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ExecuteWatchdog;

/**
 * Ends a process and everything that it started when the time limit is reached: TERM, then KILL.
 *
 * <p>The stock watchdog ends only the child, so that a grandchild that holds stdout keeps the build waiting, and a
 * child that ignores TERM runs on.
 */
final class TreeWatchdog extends ExecuteWatchdog {

    private final Duration limit;
    private final String mark;
    private final PeakMemory memory;
    private volatile boolean timedOut;
    private volatile boolean cancelled;
    private volatile Process process;

    /** @param memory looks on; null if nothing does */
    TreeWatchdog(Duration limit, String mark, PeakMemory memory) {
        super(INFINITE_TIMEOUT);
        this.limit = limit;
        this.mark = mark;
        this.memory = memory;
    }

    /** Ends the processes, now or as soon as the first one has started. */
    void cancel() {
        cancelled = true;
        if (started()) {
            endTree();
        }
    }

    boolean timedOut() {
        return timedOut;
    }

    /** Returns the exit code of the process, which has ended. */
    int exit() {
        return process.exitValue();
    }

    /** Ends the processes that it left running. */
    void endTree() {
        tree().end();
    }

    /**
     * Ends processes that it left running with a pipe of this Java process. Java closes its end when the process ends,
     * and if nobody was reading just then, nothing else reveals that the other end is still held.
     */
    void endHolders() {
        if (tree().holdsPipe()) {
            endTree();
        }
    }

    private ProcessTree tree() {
        return new ProcessTree(process.toHandle(), mark);
    }

    /** Whether the process was started at all. */
    boolean started() {
        return process != null;
    }

    @Override
    public synchronized void start(Process started) {
        super.start(started);
        process = started;
        if (cancelled) {
            endTree();
        }
        if (memory != null) {
            memory.watch(started);
        }
        if (limit != null) {
            // A thread that ends with the process: a timer would hold on to each of ten thousand short processes until
            // its limit, and in a shared pool one tree that is slow to end would delay the next.
            Thread thread = new Thread(this::endWhenOver, "limit of process " + process.pid());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void endWhenOver() {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                timedOut = true;
                endTree();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
