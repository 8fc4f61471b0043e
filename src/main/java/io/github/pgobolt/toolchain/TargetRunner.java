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
            return Optional.of(new TargetRunner(configured, name(configured).startsWith("qemu"), Map.of()));
        }
        if (target.equals(host)) {
            boolean runs = !triple.contains("-musl")
                    || !library
                    || Files.exists(root.resolve("lib/ld-musl-" + target.arch() + ".so.1"));
            return runs ? Optional.of(new TargetRunner(List.of(), false, Map.of())) : Optional.empty();
        }
        if (target.os().equals("linux") && host.os().equals("linux")) {
            return path.find("qemu-" + target.arch()).map(qemu -> {
                Path libraries = Path.of("/usr", target.arch() + "-linux-gnu");
                boolean there =
                        Files.isDirectory(root.resolve(libraries.toString().substring(1)));
                return new TargetRunner(
                        there ? List.of(qemu.toString(), "-L", libraries.toString()) : List.of(qemu.toString()),
                        true,
                        Map.of());
            });
        }
        if (target.os().equals("windows")
                && host.os().equals("linux")
                && host.arch().equals("x86_64")) {
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

    private static String name(List<String> words) {
        String program = words.get(0);
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** Returns its name, in a word; {@code native} if the machine runs the file itself. */
    public String name() {
        return words.isEmpty() ? "native" : name(words);
    }
}
