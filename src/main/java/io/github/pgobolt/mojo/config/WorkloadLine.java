package io.github.pgobolt.mojo.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The result of converting a kind of workload: a command like any other.
 *
 * @param command the argument list
 * @param inputs what it reads beside the files that its arguments name
 */
record WorkloadLine(List<String> command, List<Path> inputs) {

    WorkloadLine {
        command = List.copyOf(command);
        inputs = List.copyOf(inputs);
    }
}
