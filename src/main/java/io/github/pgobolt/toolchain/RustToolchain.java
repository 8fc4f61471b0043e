package io.github.pgobolt.toolchain;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Rust toolchain.
 *
 * @param cargo cargo as found in PATH: with rustup that is its proxy, which needs {@code channelArgument}
 * @param rustc the compiler itself, inside the sysroot if it exists there
 * @param release such as {@code 1.95.0}
 * @param commit the commit of rustc; null if it does not tell, as a distribution's may not
 * @param host the host's target triple
 * @param llvmMajor the major of the LLVM inside rustc
 * @param llvmVersion the version of the LLVM inside rustc, such as {@code 22.1.2}
 * @param sysroot the folder of its libraries
 * @param channelArgument {@code +nightly}, or empty
 * @param fromRustup whether rustup manages it
 */
public record RustToolchain(
        Tool cargo,
        Tool rustc,
        String release,
        String commit,
        String host,
        int llvmMajor,
        String llvmVersion,
        Path sysroot,
        String channelArgument,
        boolean fromRustup) {

    /** The variable that makes a stable or beta rustc or cargo accept unstable options. */
    public static final String BOOTSTRAP = "RUSTC_BOOTSTRAP";

    /** Returns the start of every cargo call: its path and, if one was asked for, the toolchain. */
    public List<String> cargoCommand() {
        List<String> command = new ArrayList<>(List.of(cargo.path().toString()));
        if (!channelArgument.isEmpty()) {
            command.add(channelArgument);
        }
        return List.copyOf(command);
    }

    /** Whether it takes unstable options by itself. */
    public boolean isNightly() {
        return release.contains("-nightly") || release.contains("-dev");
    }

    /** Returns the folder of a target's standard library. */
    public Path libraries(String target) {
        return sysroot.resolve("lib").resolve("rustlib").resolve(target).resolve("lib");
    }

    /** Returns the shared standard library, which programs need that link a {@code dylib} of Rust. */
    public List<Path> sharedStandardLibrary(String target) throws IOException {
        if (!Files.isDirectory(libraries(target))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(libraries(target))) {
            return files.filter(file -> file.getFileName().toString().matches("libstd-.*\\.(so|dylib)"))
                    .toList();
        }
    }

    /** Whether a target's standard library is installed. */
    public boolean hasStandardLibrary(String target) {
        return holds(libraries(target), "libstd-*.rlib") || holds(libraries(target), "libcore-*.rlib");
    }

    /**
     * Whether code for a target can be built with {@code -Cprofile-generate}: musl's targets, and Debian's own rustc,
     * lack the runtime, and the build would end with "can't find crate for profiler_builtins".
     */
    public boolean hasProfilerRuntime(String target) {
        return holds(libraries(target), "libprofiler_builtins*.rlib");
    }

    private static boolean holds(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
