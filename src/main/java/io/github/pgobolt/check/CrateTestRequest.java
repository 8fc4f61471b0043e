package io.github.pgobolt.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the crate's tests are built and run.
 *
 * @param cargo cargo
 * @param manifest the package's Cargo.toml
 * @param packageName the package whose tests run
 * @param bin the bin whose file the variants replace, or null for a library, where integration tests prove nothing
 * @param target the target triple, as the variants were built for
 * @param arguments what else the variants' build gave cargo, such as {@code --release} and features
 * @param environment added to the environment of cargo and of every test; the baseline's flags among it
 * @param targetDirectory cargo's target folder; that of the baseline, so that only the tests are compiled
 * @param filters names of tests or parts of them, as the test executables take them; empty for all
 * @param timeout limit of each test executable
 */
public record CrateTestRequest(
        Path cargo,
        Path manifest,
        String packageName,
        String bin,
        String target,
        List<String> arguments,
        Map<String, String> environment,
        Path targetDirectory,
        List<String> filters,
        Duration timeout) {

    public CrateTestRequest {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        filters = List.copyOf(filters);
    }

    Path packageFolder() {
        return manifest.toAbsolutePath().getParent();
    }
}
