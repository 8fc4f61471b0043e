package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how each gap is mended on this distribution. */
final class Hints {

    static final List<String> APT_UPDATE = List.of("apt-get", "update");
    private static final String RUSTUP_LINE = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
            + "   (see https://rustup.rs)";

    private final Distribution distribution;

    Hints(Distribution distribution) {
        this.distribution = distribution;
    }

    /** No Rust at all: the distribution's rustup where it has one, else rustup's own command, which is only shown. */
    InstallHint rust() {
        return switch (distribution.family()) {
            case APT -> distribution.offers("rustup")
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
                : InstallHint.shown("install the standard library of " + target + " for " + rust.rustc().path()
                        + ", or take rustup's Rust: " + rust().text());
    }

    /** A rustc without a profiler runtime: only another Rust helps. */
    InstallHint anotherRust() {
        return rust();
    }

    /** llvm-profdata: rustup's component where rustup is, else the distribution's package of the same major. */
    InstallHint profdata(RustToolchain rust) {
        return rust.fromRustup()
                ? run(List.of("rustup", "component", "add", "llvm-tools", "--toolchain", rustupName(rust)))
                : packages(rust, true, false);
    }

    /** The distribution's packages for what is missing of the two. */
    InstallHint packages(RustToolchain rust, boolean profdata, boolean bolt) {
        int major = rust.llvmMajor();
        return switch (distribution.family()) {
            case APT -> apt(aptPackages(major, profdata, bolt), List.of());
            case DNF -> shown("dnf install", profdata ? "llvm" : null, bolt ? "llvm-bolt" : null);
            case PACMAN -> bolt
                    ? InstallHint.shown("build llvm-bolt " + major + " from the AUR (Arch itself does not package BOLT)"
                            + (profdata ? "; " + distribution.sudo() + "pacman -S llvm" : "")
                            + ", and name its folder with -Dpgobolt.toolPaths")
                    : shown("pacman -S", "llvm", null);
            case APK -> bolt
                    ? InstallHint.shown("unpack LLVM " + major + "'s own release, which holds llvm-bolt (Alpine does "
                    + "not package BOLT), and name its bin folder with -Dpgobolt.toolPaths")
                    : shown("apk add", "llvm" + major, null);
            case BREW -> InstallHint.shown("brew install llvm@" + major);
            case UNKNOWN -> InstallHint.shown("install LLVM " + major + (bolt ? " with BOLT" : "")
                    + " and name its bin folder with -Dpgobolt.toolPaths");
        };
    }

    /**
     * Debian's names; where apt's lists do not know a package (they may be empty as yet), the name that it would have.
     */
    List<String> aptPackages(int major, boolean profdata, boolean bolt) {
        List<String> packages = new ArrayList<>();
        if (profdata) {
            packages.add(distribution.packageOf("llvm", major).orElse("llvm-" + major));
        }
        if (bolt) {
            packages.add(distribution.packageAtLeast("bolt", major).orElse("bolt-" + major));
        }
        return packages;
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

    private InstallHint shown(String start, String first, String second) {
        return InstallHint.shown(distribution.sudo() + start
                + Optional.ofNullable(first).map(name -> " " + name).orElse("")
                + Optional.ofNullable(second).map(name -> " " + name).orElse(""));
    }

    private static InstallHint run(List<String> command) {
        return new InstallHint(List.of(command), String.join(" ", command));
    }

    /** rustup's full name of a toolchain is the name of its folder. */
    static String rustupName(RustToolchain rust) {
        Path folder = rust.sysroot().getFileName();
        return folder == null ? rust.release() : folder.toString();
    }
}
