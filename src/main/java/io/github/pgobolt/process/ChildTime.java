package io.github.pgobolt.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/** Processor time of the processes that this one started and waited for, and of those that they in turn waited for. */
public final class ChildTime {

    /** The kernel reports user-space times in these units on every processor (USER_HZ). */
    private static final double TICKS_A_SECOND = 100;
    /** cutime, counted from the field after the name; see proc(5). */
    private static final int CHILDREN_USER = 13;

    private static final AtomicInteger OTHERS_ENDED = new AtomicInteger();

    private final OptionalDouble seconds;
    private final int others;

    private ChildTime(OptionalDouble seconds, int others) {
        this.seconds = seconds;
        this.others = others;
    }

    /** Returns that of now. */
    public static ChildTime now() {
        return new ChildTime(userSeconds(), OTHERS_ENDED.get());
    }

    /** Tells that a process ended that ran beside those whose time is of interest. */
    static void anotherEnded() {
        OTHERS_ENDED.incrementAndGet();
    }

    /**
     * Returns the seconds in user mode since then, killed children among them.
     *
     * @return empty if the system does not report it, or if the time of a build that ran beside would be in it
     */
    public OptionalDouble userSecondsSince() {
        ChildTime now = now();
        return seconds.isPresent() && now.seconds.isPresent() && others == now.others
                ? OptionalDouble.of(now.seconds.getAsDouble() - seconds.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble userSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The name is in parentheses and may hold any character.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return OptionalDouble.of(Long.parseLong(fields[CHILDREN_USER]) / TICKS_A_SECOND);
        } catch (IOException | RuntimeException unknown) {
            return OptionalDouble.empty();
        }
    }
}
