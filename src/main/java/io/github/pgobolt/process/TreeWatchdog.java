package io.github.pgobolt.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.exec.ExecuteWatchdog;

/**
 * Ends a process and all its descendants when the limit is over: TERM, then KILL.
 *
 * <p>The stock watchdog ends the child alone, so that a grandchild that holds stdout keeps the build waiting, and a
 * child that ignores TERM runs on.
 */
final class TreeWatchdog extends ExecuteWatchdog {

    private static final Duration TERM_GRACE = Duration.ofSeconds(2);

    private final Duration limit;
    private volatile boolean timedOut;
    private volatile CompletableFuture<Void> alarm;

    TreeWatchdog(Duration limit) {
        super(INFINITE_TIMEOUT);
        this.limit = limit;
    }

    boolean timedOut() {
        return timedOut;
    }

    @Override
    public synchronized void start(Process process) {
        super.start(process);
        if (limit != null) {
            alarm = CompletableFuture.runAsync(
                    () -> {
                        timedOut = true;
                        end(process.toHandle());
                    },
                    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    @Override
    public synchronized void stop() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        super.stop();
    }

    private static void end(ProcessHandle root) {
        List<ProcessHandle> tree = Stream.concat(root.descendants(), Stream.of(root)).toList();
        tree.forEach(ProcessHandle::destroy);
        CompletableFuture<?> allEnded = CompletableFuture.allOf(
                tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            allEnded.get(TERM_GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception stillRunning) {
            // Descendants that came since are ended with those that ignored TERM.
            Stream.concat(tree.stream().flatMap(ProcessHandle::descendants), tree.stream())
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }
}
