package io.github.pgobolt.mojo.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of a class path that a workload depends on: everything except the library that this or another plugin puts
 * among the classes, because with that every build would change the inputs of the next one.
 */
final class ClassPathInputs {

    private final Path copiedTo;

    /** @param copiedTo the folder that libraries are copied to, or null */
    ClassPathInputs(Path copiedTo) {
        this.copiedTo = copiedTo == null ? null : copiedTo.toAbsolutePath().normalize();
    }

    List<Path> of(List<Path> classPath) {
        List<Path> inputs = new ArrayList<>();
        classPath.forEach(entry -> add(entry.toAbsolutePath().normalize(), inputs));
        return inputs;
    }

    private void add(Path entry, List<Path> inputs) {
        if (copiedTo == null || !copiedTo.startsWith(entry) || !Files.isDirectory(entry)) {
            inputs.add(entry);
            return;
        }
        try (Stream<Path> children = Files.list(entry)) {
            for (Path child : children.sorted().toList()) {
                if (!entry.equals(copiedTo)) {
                    add(child, inputs);
                } else if (!Files.isDirectory(child) && !isLibrary(child)) {
                    inputs.add(child);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLibrary(Path file) {
        return file.getFileName().toString().matches(".*\\.(so|dylib|dll)");
    }
}
