package io.github.pgobolt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A test's means to change and observe the machine: processes, small disks, control groups with little memory. */
public final class Machine {

    /** Packages of Debian with the programs that build and run files for other targets. */
    private static final Map<String, String> PACKAGES = Map.of(
            "cargo-zigbuild", "cargo-zigbuild and ziglang of PyPI",
            "x86_64-w64-mingw32-gcc", "package gcc-mingw-w64-x86-64",
            "musl-gcc", "package musl-tools",
            "aarch64-linux-gnu-gcc", "packages gcc-aarch64-linux-gnu and libc6-dev-arm64-cross",
            "wine", "packages wine and wine64",
            "qemu-aarch64", "package qemu-user");

    private Machine() {}

    /** Runs a command to its end, and returns its output or fails if it fails. */
    public static String output(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(String.join(" ", argv) + "\n" + text).isZero();
        return text;
    }

    /** Whether a command succeeds; for operations that not every machine permits, such as mounting. */
    public static boolean permits(String... argv) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(argv)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Whether a test has the programs that it needs; prints the missing ones, as a selector.groovy should. */
    public static boolean has(String test, String... programs) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String program : programs) {
            if (!permits("sh", "-c", "command -v " + program)) {
                missing.add(program);
            }
        }
        if (!missing.isEmpty()) {
            System.out.println(test + " is skipped: it needs " + String.join(" and ", missing));
        }
        return missing.isEmpty();
    }

    /**
     * Whether a test of further targets can run on this machine; prints what is missing, as a selector.groovy should.
     *
     * @param triples the targets that Rust must have its library for
     * @param programs what links for them, and what runs their files
     */
    public static boolean hasTargets(String test, List<String> triples, List<String> programs)
            throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            missing.add("Linux on an x86-64 processor");
        }
        for (String triple : triples) {
            if (!permits("sh", "-c", "ls \"$(rustc --print sysroot)\"/lib/rustlib/" + triple + "/lib/libstd-*.rlib")) {
                missing.add("`rustup target add " + triple + "`");
            }
        }
        for (String program : programs) {
            if (!permits("sh", "-c", "command -v " + program)) {
                missing.add(program + " (" + PACKAGES.get(program) + ")");
            }
        }
        if (!missing.isEmpty()) {
            System.out.println(test + " is skipped: it needs " + String.join(", ", missing));
        }
        return missing.isEmpty();
    }

    /** Returns the command lines of all running processes that hold the text in command line or environment. */
    public static List<String> running(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : (Iterable<Path>)
                    entries.filter(e -> e.getFileName().toString().matches("\\d+"))::iterator) {
                try {
                    String line = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .replace('\0', ' ');
                    String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
                    // In a container without an init, nobody reaps zombies.
                    boolean dead = stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
                    if (!dead
                            && line.contains(text)
                            && !entry.getFileName()
                                    .toString()
                                    .equals(Long.toString(
                                            ProcessHandle.current().pid()))) {
                        found.add(entry.getFileName() + " " + line);
                    }
                } catch (IOException gone) {
                    // Ended meanwhile, or another user's.
                }
            }
        }
        return found;
    }

    /** Fails unless all such processes end soon. */
    public static void assertNoneRunning(String text) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!running(text).isEmpty() && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(running(text)).as("processes that are left").isEmpty();
    }

    /** Fills the disk of a folder except for the given number of bytes, and returns the file that fills it. */
    public static Path fill(Path folder, long leaveBytes) throws IOException {
        return fill(folder, folder.resolve("ballast"), leaveBytes);
    }

    /** Does the same with a file of a given name. */
    public static Path fill(Path folder, Path ballast, long leaveBytes) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long left = Files.getFileStore(folder).getUsableSpace() - leaveBytes;
                    left >= block.length;
                    left -= block.length) {
                out.write(block);
            }
        } catch (IOException otherwiseFilled) {
            // The disk is full even if another program filled the rest.
        }
        return ballast;
    }

    /** Returns temporary files below a folder: those not renamed yet, or partial records. */
    public static List<Path> temporaries(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            // Cargo's own temporary files are its business.
            return files.filter(f -> !f.startsWith(folder.resolve("build")))
                    .filter(f -> f.getFileName().toString().endsWith(".tmp"))
                    .toList();
        }
    }
}
