package io.github.pgobolt.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends, from another thread, the processes of a {@link ProcessRunner}: those that run and those that would be started. */
public final class Cancellation {

    private final Set<TreeWatchdog> running = new HashSet<>();
    private String why;

    /**
     * Ends them, and returns when they have ended.
     *
     * @param reason what {@link Cancelled} says
     */
    public void cancel(String reason) {
        List<TreeWatchdog> found;
        synchronized (this) {
            why = reason;
            found = List.copyOf(running);
        }
        found.forEach(TreeWatchdog::cancel);
    }

    /** Lets processes start again. */
    public synchronized void clear() {
        why = null;
    }

    synchronized void begin(TreeWatchdog watchdog) throws Cancelled {
        require();
        running.add(watchdog);
    }

    synchronized void end(TreeWatchdog watchdog) throws Cancelled {
        running.remove(watchdog);
        require();
    }

    private void require() throws Cancelled {
        if (why != null) {
            throw new Cancelled(why);
        }
    }
}
