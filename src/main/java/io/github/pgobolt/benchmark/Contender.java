package io.github.pgobolt.benchmark;

import java.nio.file.Path;

/**
 * A file that takes part; the first of a plan is the reference.
 *
 * @param name what it is called in every output, such as {@code pgo-bolt}
 * @param file the built file
 */
public record Contender(String name, Path file) {}
