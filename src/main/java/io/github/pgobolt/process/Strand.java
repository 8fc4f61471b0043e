package io.github.pgobolt.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The processes of one strand of a build, such as those of the builds that run beside the others. Another thread may end all
 * of them, those that run and those that would be started; and it is known for how long any of them ran, since the rest of
 * the time is this program's own.
 */
public final class Strand {

    private final Strand outer;
    private final Set<TreeWatchdog> ending = new HashSet<>();
    private String why;
    private int running;
    private long since;
    private long nanos;

    /** @param outer the strand whose processes these are, too; null if there is none */
    Strand(Strand outer) {
        this.outer = outer;
    }

    /**
     * Ends them, and returns when they have ended.
     *
     * @param reason what {@link Cancelled} says
     */
    public void cancel(String reason) {
        List<TreeWatchdog> found;
        synchronized (this) {
            why = reason;
            found = List.copyOf(ending);
        }
        found.forEach(TreeWatchdog::cancel);
    }

    /** Lets processes start again. */
    public synchronized void clear() {
        why = null;
    }

    /** Returns for how long at least one of them has run until now; several at once count once. */
    public synchronized double seconds() {
        return (nanos + (running > 0 ? System.nanoTime() - since : 0)) / 1e9;
    }

    /** Notes a process that is about to start. */
    void begin(TreeWatchdog watchdog) throws Cancelled {
        enter(watchdog);
        try {
            require();
        } catch (Cancelled over) {
            leave(watchdog);
            throw over;
        }
    }

    /** Notes that it has ended. */
    void end(TreeWatchdog watchdog) throws Cancelled {
        leave(watchdog);
        require();
    }

    /** @param watchdog what can end it; null for a process that nobody ends from here */
    void enter(TreeWatchdog watchdog) {
        if (outer != null) {
            outer.enter(watchdog);
        }
        synchronized (this) {
            if (running++ == 0) {
                since = System.nanoTime();
            }
            if (watchdog != null) {
                ending.add(watchdog);
            }
        }
    }

    void leave(TreeWatchdog watchdog) {
        synchronized (this) {
            if (--running == 0) {
                nanos += System.nanoTime() - since;
            }
            ending.remove(watchdog);
        }
        if (outer != null) {
            outer.leave(watchdog);
        }
    }

    private void require() throws Cancelled {
        synchronized (this) {
            if (why != null) {
                throw new Cancelled(why);
            }
        }
        if (outer != null) {
            outer.require();
        }
    }
}
