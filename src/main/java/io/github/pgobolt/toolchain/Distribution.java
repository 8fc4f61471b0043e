package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The package manager of this machine's distribution, and what it can be asked for. */
final class Distribution {

    /** A family of distributions, by package manager. */
    enum Family {
        /** Debian, Ubuntu and their derivatives: the only family for which the plugin itself installs packages. */
        APT,
        DNF,
        PACMAN,
        APK,
        BREW,
        UNKNOWN
    }

    private static final Duration QUERY_LIMIT = Duration.ofSeconds(30);

    private final Family family;
    private final boolean superuser;
    private final ProcessRunner processes;
    /** The packages that apt offers of LLVM, BOLT and rustup; queried once, on first use. */
    private Set<String> offered;

    Distribution(Family family, boolean superuser, ProcessRunner processes) {
        this.family = family;
        this.superuser = superuser;
        this.processes = processes;
    }

    /** Reads {@code etc/os-release} below a root folder. */
    static Distribution of(Platform host, Path root, ProcessRunner processes) {
        Family family = host.os().equals("macos") ? Family.BREW : familyOf(osRelease(root));
        return new Distribution(family, isSuperuser(), processes);
    }

    static Family familyOf(Map<String, String> osRelease) {
        String ids = " " + osRelease.getOrDefault("ID", "") + " " + osRelease.getOrDefault("ID_LIKE", "") + " ";
        if (ids.contains(" debian ") || ids.contains(" ubuntu ")) {
            return Family.APT;
        }
        if (ids.contains(" fedora ") || ids.contains(" rhel ") || ids.contains(" centos ")) {
            return Family.DNF;
        }
        if (ids.contains(" arch ")) {
            return Family.PACMAN;
        }
        return ids.contains(" alpine ") ? Family.APK : Family.UNKNOWN;
    }

    private static Map<String, String> osRelease(Path root) {
        Map<String, String> values = new HashMap<>();
        for (String place : List.of("etc/os-release", "usr/lib/os-release")) {
            try {
                for (String line : Files.readString(root.resolve(place), StandardCharsets.UTF_8)
                        .split("\n")) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        String value = line.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", "");
                        values.putIfAbsent(line.substring(0, equals).strip(), value.toLowerCase(Locale.ROOT));
                    }
                }
            } catch (IOException absent) {
                continue;
            }
        }
        return values;
    }

    /** Java has no getuid; the owner of this process also owns its folder in /proc. */
    private static boolean isSuperuser() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    Family family() {
        return family;
    }

    boolean superuser() {
        return superuser;
    }

    /** Returns {@code sudo } for a line that a user who is not root will type; the plugin itself never uses it. */
    String sudo() {
        return superuser || family == Family.BREW ? "" : "sudo ";
    }

    /** Forgets what apt offers, after {@code apt-get update}. */
    void refresh() {
        offered = null;
    }

    /** Whether apt has a package with this name. */
    boolean offers(String name) {
        return offered().contains(name);
    }

    /** Returns the package of exactly one major, such as {@code llvm-22}; empty if apt's lists lack it. */
    Optional<String> packageOf(String name, int major) {
        return Optional.of(name + "-" + major).filter(this::offers);
    }

    /** Returns the newest package of a name whose major is at least the given one. */
    Optional<String> newest(String name, int oldestMajor) {
        return offered().stream()
                .filter(offer -> offer.startsWith(name + "-"))
                .map(offer -> ToolProbe.major(offer.substring(name.length() + 1)))
                .filter(number -> number >= oldestMajor)
                .max(Integer::compare)
                .map(number -> name + "-" + number);
    }

    /** Whether apt has package lists: a fresh machine has none before the first {@code apt-get update}. */
    boolean knowsPackages() {
        return !offered().isEmpty();
    }

    private Set<String> offered() {
        if (offered == null) {
            offered = family == Family.APT ? ask() : Set.of();
        }
        return offered;
    }

    private Set<String> ask() {
        try {
            Optional<Path> aptCache =
                    SearchPath.of(processes.environment(), Map.of()).find("apt-cache");
            if (aptCache.isEmpty()) {
                return Set.of();
            }
            Outcome outcome =
                    processes.run(Command.of(aptCache.get(), "search", "--names-only", "^(bolt|llvm)-[0-9]+$|^rustup$")
                            .within(QUERY_LIMIT));
            return outcome.stdout()
                    .lines()
                    .map(line -> line.split(" ", 2)[0])
                    .filter(name -> !name.isBlank())
                    .collect(Collectors.toSet());
        } catch (IOException notStartable) {
            return Set.of();
        }
    }
}
