package io.github.pgobolt.cargo;

import io.github.pgobolt.toolchain.RustToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a file with counters is linked without link-time optimisation: by the linker that comes with rustc, which reads the
 * bitcode of rustc's LLVM and is told to generate code and nothing else. LLVM puts the counters in before that, so that the
 * profile is the same: of rhai 1.24.0 with rustc 1.99.1 all functions with counts were there with the same hashes and blocks,
 * the call of rustc took 8.0 s instead of 19.2 s, and the training 0.08 s either way. (Without optimisation of the machine code,
 * too, it is 3.7 s and 0.14 s, and frames on the stack grow, by which a deep recursion may end a training.)
 *
 * @param linkers rustc's folder of linkers, of which a C compiler takes {@code ld.lld}
 */
record QuickLink(Path linkers) {

    /** What is in a flag that decides on the linker or on link-time optimisation. */
    private static final List<String> DECIDE =
            List.of("lto", "-fuse-ld", "--ld-path", "link-self-contained", "linker-flavor", "linker-features");

    /** Returns it for the host's glibc, where neither flags nor configuration name a linker; elsewhere none is known to work. */
    static Optional<QuickLink> of(
            RustToolchain rust, Subject subject, BuildSettings settings, String linker, List<String> flags) {
        Path linkers =
                rust.sysroot().resolve("lib/rustlib").resolve(rust.host()).resolve("bin/gcc-ld");
        boolean own = linker.equals(CargoBuild.DEFAULT_LINKER)
                && settings.crossTool() == CrossTool.none
                && flags.stream()
                        .map(flag -> flag.replace('_', '-'))
                        .noneMatch(flag -> DECIDE.stream().anyMatch(flag::contains));
        return own
                        && settings.lto().equals("fat")
                        && subject.target().equals(rust.host())
                        && rust.host().endsWith("-linux-gnu")
                        && Files.isExecutable(linkers.resolve("ld.lld"))
                ? Optional.of(new QuickLink(linkers))
                : Optional.empty();
    }

    /** Returns rustc's flags; the last of contradicting ones wins, and they are the last. */
    List<String> flags() {
        return Stream.of("-B" + linkers, "-fuse-ld=lld", "-Wl,--lto-O0")
                .map(argument -> "-Clink-arg=" + argument)
                .toList();
    }
}
