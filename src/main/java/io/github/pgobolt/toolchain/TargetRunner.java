package io.github.pgobolt.toolchain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs a target's files on this machine.
 *
 * @param words what comes before the program; empty if the machine runs it itself
 * @param emulates whether it does the work of another processor, so that times mean nothing
 * @param environment what it needs
 */
public record TargetRunner(List<String> words, boolean emulates, Map<String, String> environment) {

    /**
     * The Windows of all builds of a user, kept since it takes seconds to make. Not in the work folder: it has links to the
     * user's own folders.
     */
    private static final String WINE_PREFIX = Path.of(
                    System.getProperty("java.io.tmpdir"), "pgo-bolt-wine-" + System.getProperty("user.name"))
            .toString();

    public TargetRunner {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * Finds one.
     *
     * @param triple the target
     * @param library whether its file is loaded and not started; then a C library of its own must be there
     * @param configured the runner in cargo's configuration; empty if there is none
     * @param path where programs are looked for
     * @param root the folder that stands for {@code /}
     */
    public static Optional<TargetRunner> find(
            Platform host, String triple, boolean library, List<String> configured, SearchPath path, Path root) {
        Platform target = Platform.ofTriple(triple);
        if (!configured.isEmpty()) {
            return Optional.of(new TargetRunner(configured, emulates(host, target, configured), Map.of()));
        }
        if (target.os().equals(host.os()) && host.runsCodeOf(target)) {
            return hasItsLibraries(host, target, triple, library, root)
                    ? Optional.of(new TargetRunner(List.of(), false, Map.of()))
                    : Optional.empty();
        }
        if (target.os().equals("linux") && host.os().equals("linux")) {
            String qemu = "qemu-" + qemuName(target.arch());
            return path.find(qemu).or(() -> path.find(qemu + "-static")).map(found -> {
                String libraries = "usr/" + CrossLinker.gnuName(triple);
                boolean there = !triple.contains("-musl") && Files.isDirectory(root.resolve(libraries));
                return new TargetRunner(
                        there ? List.of(found.toString(), "-L", "/" + libraries) : List.of(found.toString()),
                        true,
                        Map.of());
            });
        }
        if (target.os().equals("windows") && host.os().equals("linux") && host.runsCodeOf(target)) {
            // The user's own prefix stays as it is, and what he has in it changes no output.
            return path.find("wine64")
                    .or(() -> path.find("wine"))
                    .map(wine -> new TargetRunner(
                            List.of(wine.toString()),
                            false,
                            Map.of(
                                    "WINEPREFIX",
                                    WINE_PREFIX,
                                    "WINEDEBUG",
                                    "-all",
                                    // No window that asks whether to install Mono or Gecko, and no menu of the desktop.
                                    "WINEDLLOVERRIDES",
                                    "mscoree,mshtml=;winemenubuilder.exe=d")));
        }
        return Optional.empty();
    }

    /**
     * Whether a runner that the user names does the work of another processor. No name tells: it may be a script, or stand
     * behind {@code env}. But what is not code of this machine's processor is either emulated here or run elsewhere, and in
     * neither case is the time that it takes here that of the file. Of this processor's own code only QEMU is known not to
     * run it as it is.
     */
    private static boolean emulates(Platform host, Platform target, List<String> configured) {
        return !host.runsCodeOf(target)
                || configured.stream().anyMatch(word -> fileName(word).startsWith("qemu-"));
    }

    /** Whether the C library is there that a file for this machine's processor needs. */
    private static boolean hasItsLibraries(Platform host, Platform target, String triple, boolean library, Path root) {
        if (triple.contains("-musl")) {
            // A program has it in itself.
            return !library || Files.exists(root.resolve("lib/ld-musl-" + target.arch() + ".so.1"));
        }
        return target.arch().equals(host.arch()) || Files.exists(root.resolve("lib/ld-linux.so.2"));
    }

    private static String qemuName(String arch) {
        if (arch.matches("i[3-6]86")) {
            return "i386";
        }
        return arch.startsWith("powerpc") ? arch.replace("powerpc", "ppc") : CrossLinker.gnuArch(arch);
    }

    private static String fileName(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /**
     * Returns its name, in a word; {@code native} if the machine runs the file itself. What {@code env} sets is left out: it
     * is not what runs the file.
     */
    public String name() {
        return words.stream()
                .map(TargetRunner::fileName)
                .filter(word -> !word.equals("env") && !word.contains("="))
                .findFirst()
                .orElse("native");
    }
}
