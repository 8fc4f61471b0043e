package io.github.pgobolt.check;

/**
 * A program that loads the shared library named by its argument, as a Java program would, and says so. Runs in a
 * separate process, because a broken library ends the process that loads it.
 */
public final class LoadProbe {

    /** Printed once the library was loaded. */
    static final String LOADED = "pgobolt: loaded";

    private LoadProbe() {}

    /** @param arguments the library's absolute path */
    public static void main(String[] arguments) {
        System.load(arguments[0]);
        System.out.println(LOADED);
    }
}
