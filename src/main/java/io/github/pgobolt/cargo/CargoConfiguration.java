package io.github.pgobolt.cargo;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How cargo is configured where a crate lies, by its own account: files, environment variables and {@code --config} together.
 *
 * @param flags the rustc flags in force
 * @param target the triple that cargo was told to build for, by the user of the plugin or of cargo; null where it builds
 *     for the host because nobody named a target
 * @param environment what {@code [env]} gives to a program that {@code cargo run} starts
 * @param runner the words that {@code cargo run} puts before a program; empty where there are none
 */
public record CargoConfiguration(UserFlags flags, String target, Map<String, String> environment, List<String> runner) {

    public CargoConfiguration {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        runner = List.copyOf(runner);
    }
}
