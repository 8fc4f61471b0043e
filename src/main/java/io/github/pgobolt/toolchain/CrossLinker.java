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
            return Stream.of(gnuArch(target.arch()) + "-w64-mingw32-gcc");
        }
        if (!target.os().equals("linux")) {
            return Stream.empty();
        }
        String gnu = gnuName(triple) + "-gcc";
        // rustup's std for musl brings its own C library, so that any linker for the processor serves.
        return triple.contains("-musl")
                ? Stream.of(gnuArch(target.arch()) + "-linux-musl" + abi(triple) + "-gcc", "musl-gcc", gnu)
                : Stream.of(gnu);
    }

    /** Returns the package of Debian and its derivatives; empty where there is none. */
    public static Optional<String> debianPackage(String triple) {
        Platform target = Platform.ofTriple(triple);
        if (target.os().equals("windows") && triple.contains("-gnu")) {
            return Optional.of("gcc-mingw-w64-" + gnuArch(target.arch()).replace('_', '-'));
        }
        return target.os().equals("linux")
                ? Optional.of("gcc-" + gnuName(triple).replace('_', '-'))
                : Optional.empty();
    }

    /** Returns the package of Debian with the C library of a target to link with; empty where there is none. */
    static Optional<String> debianLibrary(String triple) {
        Platform target = Platform.ofTriple(triple);
        if (target.os().equals("windows") && triple.contains("-gnu")) {
            return Optional.of("mingw-w64-" + gnuArch(target.arch()).replace('_', '-') + "-dev");
        }
        return target.os().equals("linux") && triple.contains("-gnu")
                ? Optional.of("libc6-dev-" + debianArch(triple) + "-cross")
                : Optional.empty();
    }

    /** Returns Debian's name of a target's architecture. */
    public static String debianArch(String triple) {
        String arch = gnuArch(Platform.ofTriple(triple).arch());
        return switch (arch) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "arm" -> abi(triple).equals("eabihf") ? "armhf" : "armel";
            case "i686" -> "i386";
            case "powerpc64le" -> "ppc64el";
            default -> arch;
        };
    }

    /** Returns GNU's name of a Linux target, such as {@code aarch64-linux-gnu}. */
    static String gnuName(String triple) {
        return gnuArch(Platform.ofTriple(triple).arch()) + "-linux-gnu" + abi(triple);
    }

    /** Returns GNU's name of an architecture, which does without its extensions. */
    static String gnuArch(String arch) {
        if (arch.startsWith("riscv64")) {
            return "riscv64";
        }
        return arch.startsWith("armv") || arch.startsWith("thumb") ? "arm" : arch;
    }

    /** Returns how floating point is passed on 32-bit Arm. */
    private static String abi(String triple) {
        return triple.endsWith("eabihf") ? "eabihf" : triple.endsWith("eabi") ? "eabi" : "";
    }
}
