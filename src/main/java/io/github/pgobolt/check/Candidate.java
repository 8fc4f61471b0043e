package io.github.pgobolt.check;

import java.nio.file.Path;

/**
 * A built file that may ship.
 *
 * @param name the variant: baseline, pgo, bolt, pgo-bolt
 * @param file the executable or shared library
 */
public record Candidate(String name, Path file) {

    public Candidate {
        file = file.toAbsolutePath();
    }
}
