package io.github.pgobolt.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Processor time of the processes that this one started and waited for, and of those that they in turn waited for. */
public final class ChildTime {

    /** The kernel reports user-space times in these units on every processor (USER_HZ). */
    private static final double TICKS_A_SECOND = 100;
    /** cutime, counted from the field after the name; see proc(5). */
    private static final int CHILDREN_USER = 13;

    private ChildTime() {}

    /**
     * Returns seconds in user mode since this process began, including killed children; empty if the system does not
     * report it.
     */
    public static OptionalDouble userSeconds() {
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
