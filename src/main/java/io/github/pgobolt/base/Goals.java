package io.github.pgobolt.base;

/**
 * How messages name a goal: by its full name, which runs in any folder. Records and reports outlive the folder and the options
 * of a build, so the form that is typed there ({@link GoalForm}) replaces it only where a text leaves the plugin.
 */
public final class Goals {

    private Goals() {}

    /** Returns the command that runs a goal. */
    public static String command(String goal) {
        return "mvn " + name(goal);
    }

    /** Returns the name of a goal within a command, for commands in which other goals precede it. */
    public static String name(String goal) {
        return "io.github.pgobolt:pgo-bolt-maven-plugin:" + goal;
    }
}
