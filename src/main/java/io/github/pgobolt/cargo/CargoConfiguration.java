package io.github.pgobolt.cargo;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cargo's configuration in the folder of a crate, as cargo itself resolves it from files, environment variables and
 * {@code --config}.
 *
 * @param flags the rustc flags in force
 * @param target the triple that the user of the plugin or of cargo chose to build for; null if nobody named one, so
 *     that cargo builds for the host
 * @param environment what {@code [env]} passes to a program that {@code cargo run} starts
 * @param unlinked why an empty program could not be linked with it; null if it could
 * @param runner the words that {@code cargo run} puts before a program; empty if there are none
 */
public record CargoConfiguration(
        UserFlags flags, String target, Map<String, String> environment, String unlinked, List<String> runner) {

    public CargoConfiguration {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        runner = List.copyOf(runner);
    }
}
