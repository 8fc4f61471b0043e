package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Linkers for other targets by the names that distributions give them. Whether one serves is tried, not looked up. */
public final class CrossLinker {

    private CrossLinker() {}

    /** Returns the variable of cargo that names the linker of a target. */
    public static String variable(String triple) {
        return "CARGO_TARGET_" + triple.toUpperCase(Locale.ROOT).replaceAll("[-.]", "_") + "_LINKER";
    }

    /** Returns those that are installed and may link for a target, the likeliest first. */
    public static List<Path> installed(String triple, SearchPath path) {
        return names(triple).map(path::find).flatMap(Optional::stream).toList();
    }

    /** GNU's names of a C compiler, which rustc links with. */
    private static Stream<String> names(String triple) {
        Platform target = Platform.ofTriple(triple);
        if (target.os().equals("windows")) {
            return Stream.of(arch(target) + "-w64-mingw32-gcc");
        }
        if (!target.os().equals("linux")) {
            return Stream.empty();
        }
        String gnu = arch(target) + "-linux-gnu" + abi(triple) + "-gcc";
        // rustup's std for musl brings its own C library, so that any linker for the processor serves.
        return triple.contains("-musl")
                ? Stream.of(arch(target) + "-linux-musl" + abi(triple) + "-gcc", "musl-gcc", gnu)
                : Stream.of(gnu);
    }

    /** Returns the package of Debian and its derivatives; empty where there is none. */
    public static Optional<String> debianPackage(String triple) {
        Platform target = Platform.ofTriple(triple);
        String arch = arch(target).replace('_', '-');
        if (target.os().equals("windows") && triple.contains("-gnu")) {
            return Optional.of("gcc-mingw-w64-" + arch);
        }
        return target.os().equals("linux") ? Optional.of("gcc-" + arch + "-linux-gnu" + abi(triple)) : Optional.empty();
    }

    private static String arch(Platform target) {
        String arch = target.arch();
        if (arch.startsWith("riscv64")) {
            return "riscv64";
        }
        if (arch.startsWith("armv7") || arch.startsWith("thumb")) {
            return "arm";
        }
        return arch;
    }

    /** Returns how floating point is passed on 32-bit Arm. */
    private static String abi(String triple) {
        return triple.endsWith("eabihf") ? "eabihf" : triple.endsWith("eabi") ? "eabi" : "";
    }
}
