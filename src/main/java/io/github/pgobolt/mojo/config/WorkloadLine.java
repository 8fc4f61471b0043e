package io.github.pgobolt.mojo.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What a kind of workload comes down to: a command like any other.
 *
 * @param command the argument list
 * @param inputs what it reads besides what its arguments name
 */
record WorkloadLine(List<String> command, List<Path> inputs) {

    WorkloadLine {
        command = List.copyOf(command);
        inputs = List.copyOf(inputs);
    }
}
