package io.github.pgobolt.base;

import java.nio.file.Path;

/**
 * A built file that is checked, measured and may ship; or any file that is compared with others under a name from the
 * user.
 *
 * @param name baseline, pgo, bolt or pgo-bolt; its name in every output
 * @param file the executable or shared library
 */
public record Variant(String name, Path file) {

    public Variant {
        file = file.toAbsolutePath();
    }
}
