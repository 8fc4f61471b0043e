package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how to close each gap on this distribution. */
final class Hints {

    static final List<String> APT_UPDATE = List.of("apt-get", "update");
    private static final String RUSTUP_LINE =
            "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh" + "   (see https://rustup.rs)";

    /** A shell expression for the newest package of BOLT, for use when apt's lists are there. */
    private static final String NEWEST_BOLT =
            "\"$(apt-cache search --names-only '^bolt-[0-9]+$' | sort -V | tail -n 1 | cut -d' ' -f1)\"";

    private final Distribution distribution;

    Hints(Distribution distribution) {
        this.distribution = distribution;
    }

    /**
     * Returns the hint for no Rust at all: the distribution's rustup if it has one, else rustup's own command, which is
     * only shown.
     */
    InstallHint rust() {
        return switch (distribution.family()) {
            case APT ->
                distribution.offers("rustup")
                        ? apt(List.of("rustup"), List.of(List.of("rustup", "default", "stable")))
                        : InstallHint.shown(RUSTUP_LINE);
            case DNF -> InstallHint.shown(distribution.sudo() + "dnf install rustup && rustup-init");
            case PACMAN -> InstallHint.shown(distribution.sudo() + "pacman -S rustup && rustup default stable");
            case APK -> InstallHint.shown(distribution.sudo() + "apk add rustup && rustup-init");
            case BREW -> InstallHint.shown("brew install rustup && rustup default stable");
            case UNKNOWN -> InstallHint.shown(RUSTUP_LINE);
        };
    }

    InstallHint rustToolchain(String name) {
        return run(List.of("rustup", "toolchain", "install", name, "--profile", "minimal"));
    }

    InstallHint rustTarget(RustToolchain rust, String target) {
        return rust.fromRustup()
                ? run(List.of("rustup", "target", "add", "--toolchain", rustupName(rust), target))
                : InstallHint.shown("install the standard library of " + target + " for "
                        + rust.rustc().path() + ", or take rustup's Rust: " + rust().text());
    }

    /**
     * Returns the hint for a linker of another target.
     *
     * @param triple the target
     */
    InstallHint linker(String triple) {
        Optional<String> debian = CrossLinker.debianPackage(triple);
        if (debian.isPresent() && distribution.family() == Distribution.Family.APT) {
            return apt(List.of(debian.get()), List.of());
        }
        String tool = triple.endsWith("-msvc") ? "xwin" : "zigbuild";
        return InstallHint.shown((debian.isPresent()
                        ? "install a linker for " + triple + " and name it with " + CrossLinker.variable(triple)
                                + ", or "
                        : "")
                + crossTool("cargo-" + tool).text() + ", then -Dpgobolt.crossTool=" + tool);
    }

    /** Returns the hint for the C library of a target to link with; empty if no package is known. */
    Optional<InstallHint> cLibrary(String triple) {
        return CrossLinker.debianLibrary(triple)
                .map(name -> distribution.family() == Distribution.Family.APT
                        ? apt(List.of(name), List.of())
                        : InstallHint.shown(
                                "install the C library for " + triple + ", such as Debian's " + name + ", or "
                                        + crossTool("cargo-zigbuild").text() + ", then -Dpgobolt.crossTool=zigbuild"));
    }

    /**
     * Returns the hint for libraries that the user's own flags name.
     *
     * @param options such as {@code -lfoo}
     */
    static InstallHint library(List<String> options, String triple) {
        return InstallHint.shown(
                "install a build of it for " + triple + " and name its folder with -Clink-arg=-L… in"
                        + " [target." + triple + "] rustflags of .cargo/config.toml; or take "
                        + String.join(" ", options)
                        + " out of the flags of this target (RUSTFLAGS holds for every target, [target.<triple>] rustflags for one)");
    }

    /** Returns the hint for cargo-zigbuild or cargo-xwin. */
    static InstallHint crossTool(String program) {
        return InstallHint.shown(
                program.equals("cargo-zigbuild")
                        ? "pip install cargo-zigbuild ziglang"
                        : "cargo install --locked " + program);
    }

    /** Returns the hint for the sources of the standard library. */
    static InstallHint stdSources(RustToolchain rust) {
        return rust.fromRustup()
                ? run(List.of("rustup", "component", "add", "rust-src", "--toolchain", rustupName(rust)))
                : InstallHint.shown("install the sources of the standard library of "
                        + rust.rustc().path() + " (Debian and Ubuntu: package rust-src), or take rustup's Rust");
    }

    /**
     * Returns the hint for llvm-profdata: rustup's component if rustup is there, else the distribution's package of the
     * same major.
     */
    InstallHint profdata(RustToolchain rust) {
        return rust.fromRustup()
                ? run(List.of("rustup", "component", "add", "llvm-tools", "--toolchain", rustupName(rust)))
                : profdataPackage(rust);
    }

    /** Returns the distribution's package of llvm-profdata, which must have the major of rustc's own LLVM. */
    InstallHint profdataPackage(RustToolchain rust) {
        int major = rust.llvmMajor();
        return switch (distribution.family()) {
            case APT ->
                distribution
                        .packageOf("llvm", major)
                        .map(name -> apt(List.of(name), List.of()))
                        .orElseGet(() -> distribution.knowsPackages()
                                ? InstallHint.shown(
                                        "take rustup's Rust, which brings its own (this distribution has no package llvm-"
                                                + major + "): " + rust().text())
                                : ifThere(apt(List.of("llvm-" + major), List.of())));
            case DNF -> shown("dnf install llvm");
            case PACMAN -> shown("pacman -S llvm");
            case APK -> shown("apk add llvm" + major);
            case BREW -> InstallHint.shown("brew install llvm@" + major);
            case UNKNOWN ->
                InstallHint.shown("install LLVM " + major + " and name its bin folder with -Dpgobolt.toolPaths");
        };
    }

    /** Returns the distribution's newest llvm-bolt: its major need not be that of rustc's LLVM. */
    InstallHint bolt() {
        return switch (distribution.family()) {
            case APT ->
                distribution
                        .newest("bolt", LlvmFinder.OLDEST_BOLT)
                        .map(name -> apt(List.of(name), List.of()))
                        .orElseGet(() -> distribution.knowsPackages()
                                ? InstallHint.shown(unpackRelease("this distribution has no package of it"))
                                : ifThere(new InstallHint(
                                        List.of(APT_UPDATE),
                                        distribution.sudo() + String.join(" ", APT_UPDATE) + " && "
                                                + distribution.sudo() + "apt-get install -y " + NEWEST_BOLT)));
            case DNF -> shown("dnf install llvm-bolt");
            case PACMAN ->
                InstallHint.shown(
                        "build llvm-bolt from the AUR (Arch itself does not package BOLT), and name its folder"
                                + " with -Dpgobolt.toolPaths");
            case APK -> InstallHint.shown(unpackRelease("Alpine does not package BOLT"));
            case BREW -> InstallHint.shown("brew install llvm");
            case UNKNOWN ->
                InstallHint.shown("install llvm-bolt and merge-fdata, " + LlvmFinder.OLDEST_BOLT
                        + " or newer, and name their folder with -Dpgobolt.toolPaths");
        };
    }

    private static String unpackRelease(String why) {
        return "unpack a release of LLVM, which holds llvm-bolt and merge-fdata (" + why
                + "), and name its bin folder with" + " -Dpgobolt.toolPaths";
    }

    /** Qualifies a hint: without package lists it is unknown what apt has. */
    private static InstallHint ifThere(InstallHint hint) {
        return new InstallHint(hint.commands(), hint.text() + "   (if your distribution has it)");
    }

    private InstallHint apt(List<String> packages, List<List<String>> afterwards) {
        List<String> install = aptInstall(packages);
        List<List<String>> commands = new ArrayList<>(List.of(APT_UPDATE, install));
        commands.addAll(afterwards);
        StringBuilder text = new StringBuilder(distribution.sudo() + String.join(" ", APT_UPDATE) + " && "
                + distribution.sudo() + String.join(" ", install));
        afterwards.forEach(command -> text.append(" && ").append(String.join(" ", command)));
        return new InstallHint(commands, text.toString());
    }

    static List<String> aptInstall(List<String> packages) {
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y"));
        install.addAll(packages);
        return List.copyOf(install);
    }

    private InstallHint shown(String command) {
        return InstallHint.shown(distribution.sudo() + command);
    }

    private static InstallHint run(List<String> command) {
        return new InstallHint(List.of(command), String.join(" ", command));
    }

    /** Returns rustup's full name of a toolchain, which is the name of its folder. */
    static String rustupName(RustToolchain rust) {
        Path folder = rust.sysroot().getFileName();
        return folder == null ? rust.release() : folder.toString();
    }
}
