package io.github.pgobolt.base;

/** How a goal is called. By its full name, which works in any folder: the prefix needs the plugin in a POM or in settings. */
public final class Goals {

    private Goals() {}

    /** The command that runs a goal. No version: Maven takes the POM's, or the newest, and none grows old in a message. */
    public static String command(String goal) {
        return "mvn " + name(goal);
    }

    /** What stands for a goal in a command, where others stand before it. */
    public static String name(String goal) {
        return "io.github.pgobolt:pgo-bolt-maven-plugin:" + goal;
    }
}
