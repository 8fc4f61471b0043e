package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks tools for their version, each file once, and hashes them. One object serves one detection and its threads. */
final class ToolProbe {

    private static final Pattern LLVM_VERSION = Pattern.compile("LLVM version (\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BUFFER_BYTES = 1 << 20;

    private final ProcessRunner processes;
    private final Map<String, String> environment;
    private final Map<Path, Optional<String>> versions = new ConcurrentHashMap<>();
    private final Map<Path, String> hashes = new ConcurrentHashMap<>();

    ToolProbe(ProcessRunner processes, Map<String, String> environment) {
        this.processes = processes;
        this.environment = environment;
    }

    /** Returns the tool at a path, if it belongs to LLVM and runs. */
    Optional<Tool> llvm(String name, Path found) {
        Path path = resolve(name, found);
        return version(path).map(version -> new Tool(name, path, version, major(version), sha256(path)));
    }

    /** Returns the same without a hash: most candidates are never used, and each has a hundred megabytes. */
    Optional<Tool> candidate(String name, Path found) {
        Path path = resolve(name, found);
        return version(path).map(version -> new Tool(name, path, version, major(version), ""));
    }

    /** Returns the version that an LLVM tool reports; empty if it does not run or does not mention LLVM. */
    Optional<String> version(Path path) {
        return versions.computeIfAbsent(path, this::ask);
    }

    private Optional<String> ask(Path path) {
        try {
            Optional<String> version = ask(Command.of(path, "--version"));
            // Before LLVM 17, llvm-profdata itself has no such option, but each of its commands does.
            return version.isEmpty() && path.getFileName().toString().startsWith("llvm-profdata")
                    ? ask(Command.of(path, "merge", "--version"))
                    : version;
        } catch (IOException notStartable) {
            return Optional.empty();
        }
    }

    private Optional<String> ask(Command command) throws IOException {
        Outcome outcome = processes.run(command.with(environment).within(LIMIT));
        return outcome.ok() ? versionIn(outcome.stdout() + outcome.stderr()) : Optional.empty();
    }

    static Optional<String> versionIn(String text) {
        Matcher matcher = LLVM_VERSION.matcher(text);
        return matcher.find()
                ? Optional.of(matcher.group(1) + "." + matcher.group(2)
                        + (matcher.group(3) == null ? "" : "." + matcher.group(3)))
                : Optional.empty();
    }

    static int major(String version) {
        int dot = version.indexOf('.');
        try {
            return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /**
     * Follows links as long as the tool's name is kept. The folder matters (llvm-bolt 19 and older look for
     * libbolt_rt_instr.a beside their real path) and so does the name (perf2bolt is a link to llvm-bolt, and llvm-strip
     * one to llvm-objcopy: each acts by the name that it is called by).
     */
    static Path resolve(String name, Path found) {
        Path path = found.toAbsolutePath().normalize();
        try {
            for (int links = 0; links < 40 && Files.isSymbolicLink(path); links++) {
                Path next = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
                if (!next.getFileName().toString().startsWith(name)) {
                    break;
                }
                path = next;
            }
            return path.getParent().toRealPath().resolve(path.getFileName());
        } catch (IOException unreadable) {
            return path;
        }
    }

    /** Returns the SHA-256 of a file's content; a file with two links is read once. */
    String sha256(Path path) {
        try {
            return hashes.computeIfAbsent(path.toRealPath(), ToolProbe::hash);
        } catch (IOException e) {
            return "";
        }
    }

    static String hash(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
