package io.github.pgobolt.mojo.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of workload, resolved to a command like any other.
 *
 * @param command the argument list
 * @param inputs what it reads besides what its arguments name
 * @param ignore what of its output is not compared, beside what the workload itself says
 */
record WorkloadLine(List<String> command, List<Path> inputs, List<String> ignore) {

    WorkloadLine {
        command = List.copyOf(command);
        inputs = List.copyOf(inputs);
        ignore = List.copyOf(ignore);
    }

    WorkloadLine(List<String> command, List<Path> inputs) {
        this(command, inputs, List.of());
    }
}
