package io.github.pgobolt.mojo.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command that runs files which this machine cannot run by itself, as the user or cargo's environment names it. */
public final class Runner {

    private Runner() {}

    /**
     * The runner's words; empty where there is none.
     *
     * @param given the parameter, or null
     * @param target the Rust target triple that was asked for; null for the host, whose files need no runner
     * @param added the variables that the user adds for cargo, which win over the environment's
     * @param environment the environment that cargo runs in
     */
    public static List<String> words(String given, String target, Map<String, String> added, Map<String, String> environment) {
        if (given != null && !given.isBlank()) {
            return ShellWords.split(given, "pgobolt.runner");
        }
        if (target == null || target.isBlank()) {
            return List.of();
        }
        String name = variable(target);
        String cargos = added.getOrDefault(name, environment.get(name));
        // Cargo knows no quotes there: it splits at spaces.
        return cargos == null || cargos.isBlank() ? List.of() : List.of(cargos.strip().split("\\s+"));
    }

    /** Cargo's variable, such as {@code CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER}. */
    static String variable(String target) {
        return "CARGO_TARGET_" + target.strip().toUpperCase(Locale.ROOT).replaceAll("[-.]", "_") + "_RUNNER";
    }
}
