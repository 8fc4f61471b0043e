package io.github.pgobolt.base;

/** How a goal is called. By its full name, which works in any folder: the prefix needs the plugin in a POM or in settings. */
public final class Goals {

    private Goals() {}

    /** The command that runs a goal. */
    public static String command(String goal) {
        return "mvn io.github.pgobolt:pgo-bolt-maven-plugin:" + goal;
    }
}
