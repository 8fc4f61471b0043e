package io.github.pgobolt.mojo.config;

import io.github.pgobolt.process.ShellWords;
import java.util.List;

/** The user's command for files that this machine cannot run itself. */
public final class Runner {

    private Runner() {}

    /** The value for no runner at all, not even that of cargo's configuration. */
    private static final String NONE = "none";

    /** Returns the runner's words; empty if there is none. */
    public static List<String> words(String given) {
        return isCargos(given) || given.strip().equals(NONE) ? List.of() : ShellWords.split(given, "pgobolt.runner");
    }

    /** Whether nothing was given, so that cargo's configuration decides. */
    public static boolean isCargos(String given) {
        return given == null || given.isBlank();
    }
}
