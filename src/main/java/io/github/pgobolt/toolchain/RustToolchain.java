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
 * @param cargo cargo as PATH has it: under rustup that is rustup's own proxy, which needs {@code channelArgument}
 * @param rustc the compiler itself, inside the sysroot where it is there
 * @param release such as {@code 1.95.0}
 * @param host the host's target triple
 * @param llvmMajor the major of the LLVM inside rustc
 * @param llvmVersion the version of the LLVM inside rustc, such as {@code 22.1.2}
 * @param sysroot where its libraries are
 * @param channelArgument {@code +nightly}, or empty
 * @param fromRustup whether rustup keeps it
 */
public record RustToolchain(
        Tool cargo,
        Tool rustc,
        String release,
        String host,
        int llvmMajor,
        String llvmVersion,
        Path sysroot,
        String channelArgument,
        boolean fromRustup) {

    /** The start of every call of cargo: its path and, where one was asked for, the toolchain. */
    public List<String> cargoCommand() {
        List<String> command = new ArrayList<>(List.of(cargo.path().toString()));
        if (!channelArgument.isEmpty()) {
            command.add(channelArgument);
        }
        return List.copyOf(command);
    }

    /** Where the standard library of a target lies. */
    public Path libraries(String target) {
        return sysroot.resolve("lib").resolve("rustlib").resolve(target).resolve("lib");
    }

    /** The standard library as a shared one, which programs need that link a {@code dylib} of Rust. */
    public List<Path> sharedStandardLibrary(String target) throws IOException {
        if (!Files.isDirectory(libraries(target))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(libraries(target))) {
            return files.filter(file -> file.getFileName().toString().matches("libstd-.*\\.(so|dylib)")).toList();
        }
    }

    /** Whether the standard library of a target is installed. */
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
