package io.github.pgobolt.check;

import io.github.pgobolt.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the crate's tests are built and run with the flags of one variant.
 *
 * @param cargo {@code cargo test} with everything except which tests: package, profile, target, features, flags, target
 *     folder and the limit of a build; in the package's folder
 * @param packageName the package whose tests run
 * @param bin the bin whose file the variants replace, or null for a library
 * @param arguments for every test executable, such as names of tests or {@code --skip} and a name
 * @param timeout limit of one run of each test executable
 */
public record CrateTestRequest(
        Command cargo, String packageName, String bin, List<String> arguments, Duration timeout) {

    public CrateTestRequest {
        arguments = List.copyOf(arguments);
    }

    Path packageFolder() {
        return cargo.directory();
    }
}
