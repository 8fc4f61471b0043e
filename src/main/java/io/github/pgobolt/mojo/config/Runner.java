package io.github.pgobolt.mojo.config;

import io.github.pgobolt.process.ShellWords;
import java.util.List;

/** The command that runs files which this machine cannot run by itself, as the user names it. */
public final class Runner {

    private Runner() {}

    /** What a user writes who wants none, not even that of cargo's configuration. */
    private static final String NONE = "none";

    /** The runner's words; empty where there is none. */
    public static List<String> words(String given) {
        return isCargos(given) || given.strip().equals(NONE) ? List.of() : ShellWords.split(given, "pgobolt.runner");
    }

    /** Whether nothing was said, so that cargo's configuration decides. */
    public static boolean isCargos(String given) {
        return given == null || given.isBlank();
    }
}
