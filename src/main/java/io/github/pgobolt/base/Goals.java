package io.github.pgobolt.base;

/**
 * Goals as commands. They are called by full name, which works in any folder: the prefix needs the plugin in a POM or
 * in settings.
 */
public final class Goals {

    private Goals() {}

    /**
     * Returns the command that runs a goal. It names no version: Maven takes the POM's or the newest, and no message
     * goes stale.
     */
    public static String command(String goal) {
        return "mvn " + name(goal);
    }

    /** Returns the name of a goal in a command, for use after other words. */
    public static String name(String goal) {
        return "io.github.pgobolt:pgo-bolt-maven-plugin:" + goal;
    }
}
