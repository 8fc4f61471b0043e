package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.toolchain.CrossLinker;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What a file for musl may need. A C compiler of a system with glibc links a library for musl without a word, with glibc:
 * where there is musl, nothing loads it.
 */
final class MuslLinkage {

    // "libc.so.6" and glibc's loader, "ld-linux-x86-64.so.2"; musl's are "libc.so" and "libc.musl-x86_64.so.1".
    private static final Pattern OF_GLIBC = Pattern.compile("libc\\.so\\.\\d+|ld-linux.*");

    private MuslLinkage() {}

    /**
     * Does nothing for a file that musl can load.
     *
     * @param needed the libraries that it needs
     * @throws Failure that says what links for musl
     */
    static void require(String triple, Path file, Collection<String> needed) {
        if (needed.stream().anyMatch(library -> OF_GLIBC.matcher(library).matches())) {
            throw Failure.user(file + " is for musl, and it needs glibc (" + String.join(", ", needed)
                    + "), since its linker is one for this machine's C library. Name one for musl:"
                    + " -Dpgobolt.crossTool=zigbuild (cargo-zigbuild), or "
                    + CrossLinker.variable(triple) + "=…");
        }
    }
}
