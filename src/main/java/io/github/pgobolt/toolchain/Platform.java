package io.github.pgobolt.toolchain;

import java.util.Locale;

/**
 * An operating system and an architecture.
 *
 * @param os {@code linux}, {@code macos}, {@code windows} or {@code other}
 * @param arch as Rust names it: {@code x86_64}, {@code aarch64}, {@code riscv64gc}, …
 */
public record Platform(String os, String arch) {

    /** Returns the platform of this JVM. */
    public static Platform current() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return new Platform(osOf(os), arch.equals("amd64") || arch.equals("x86-64") ? "x86_64" : arch);
    }

    /** Returns the platform of a Rust target triple such as {@code x86_64-unknown-linux-gnu}. */
    public static Platform ofTriple(String rustTriple) {
        int dash = rustTriple.indexOf('-');
        String arch = dash < 0 ? rustTriple : rustTriple.substring(0, dash);
        // Android's triples say linux, too, but its libraries are not run on this machine, and so not trained.
        String os = rustTriple.contains("-android") ? "other" : osOf(dash < 0 ? "" : rustTriple.substring(dash));
        return new Platform(os, arch.equals("arm64") || arch.equals("arm64e") ? "aarch64" : arch);
    }

    private static String osOf(String text) {
        if (text.contains("linux")) {
            return "linux";
        }
        if (text.contains("darwin") || text.startsWith("mac")) {
            return text.contains("ios") ? "other" : "macos";
        }
        return text.contains("windows") ? "windows" : "other";
    }

    /** Returns the classifier of os-maven-plugin: {@code linux-x86_64}, {@code linux-aarch_64}, {@code osx-x86_64}. */
    public String classifier() {
        return (os.equals("macos") ? "osx" : os) + "-" + (arch.equals("aarch64") ? "aarch_64" : arch);
    }

    /**
     * Returns the name of JNA's resource folder: {@code linux-x86-64}, {@code linux-aarch64}, {@code darwin-x86-64}.
     */
    public String jnaName() {
        String system = switch (os) {
            case "macos" -> "darwin";
            case "windows" -> "win32";
            default -> os;
        };
        return system + "-" + (arch.equals("x86_64") ? "x86-64" : arch);
    }

    /** Whether BOLT reads and writes this platform's files. */
    public boolean boltable() {
        return os.equals("linux") && (arch.equals("x86_64") || arch.equals("aarch64"));
    }

    /** Whether this platform's processor runs the code of another's, whatever their systems are. */
    public boolean runsCodeOf(Platform other) {
        return arch.equals(other.arch) || arch.equals("x86_64") && other.arch.matches("i[3-6]86");
    }

    /** Whether the plugin has a route for this platform at all. */
    public boolean supported() {
        return boltable() || (os.equals("macos") && (arch.equals("x86_64") || arch.equals("aarch64")));
    }

    @Override
    public String toString() {
        return os + " " + arch;
    }
}
