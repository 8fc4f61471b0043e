package io.github.pgobolt.check;

/**
 * A program: loads the shared library that its argument names, as a Java program would, and says so. Runs in a process
 * of its own, because a broken library ends the process that loads it.
 */
public final class LoadProbe {

    /** What it prints when the library was loaded. */
    static final String LOADED = "pgobolt: loaded";

    private LoadProbe() {}

    /** @param arguments the library's absolute path */
    public static void main(String[] arguments) {
        System.load(arguments[0]);
        System.out.println(LOADED);
    }
}
