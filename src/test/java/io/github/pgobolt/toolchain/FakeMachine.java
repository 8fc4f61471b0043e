package io.github.pgobolt.toolchain;

import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A root folder that stands for another machine: it holds only scripts that answer as the tools do. */
final class FakeMachine {

    private final Path root;

    FakeMachine(Path root) {
        this.root = root;
        folder("bin");
    }

    Path root() {
        return root;
    }

    Path bin() {
        return root.resolve("bin");
    }

    /** Returns a runner for that machine: its own PATH, followed by the shell's tools, and its own HOME. */
    ProcessRunner processes() {
        return new ProcessRunner(
                Map.of("PATH", bin().toString(), "HOME", root.resolve("home").toString()));
    }

    Toolchains toolchains() {
        return toolchains(new Platform("linux", "x86_64"));
    }

    Toolchains toolchains(Platform host) {
        return new Toolchains(processes(), host, root);
    }

    Detection detect() {
        return toolchains().detect(ToolRequest.inDirectory(root));
    }

    /** Adds a rustc with its cargo and a sysroot with a standard library for the host. */
    FakeMachine rust(String release, String host, String llvm, boolean profilerRuntime) {
        Path sysroot = root.resolve("sysroot/stable-" + host);
        script("bin/cargo", "echo 'cargo " + release + " (abc 2026-01-01)'");
        script(
                "bin/rustc",
                "case \"$*\" in *sysroot*) echo '" + sysroot + "';; *) printf 'rustc " + release
                        + "\\nbinary: rustc\\nhost: " + host + "\\nrelease: " + release + "\\nLLVM version: " + llvm
                        + "\\n';; esac");
        standardLibrary(host, host, profilerRuntime);
        return this;
    }

    FakeMachine standardLibrary(String host, String target, boolean profilerRuntime) {
        String libraries = "sysroot/stable-" + host + "/lib/rustlib/" + target + "/lib/";
        file(libraries + "libstd-0123.rlib", "");
        if (profilerRuntime) {
            file(libraries + "libprofiler_builtins-0123.rlib", "");
        }
        return this;
    }

    /** Makes cargo and rustc rustup's proxies, and rustup the given script. */
    FakeMachine rustup(String script) {
        try {
            for (String name : new String[] {"cargo", "rustc"}) {
                Files.move(bin().resolve(name), root.resolve("real-" + name));
            }
            script(
                    "bin/rustup",
                    "case \"$(/usr/bin/basename \"$0\")\" in cargo) exec '" + root
                            + "/real-cargo' \"$@\";; rustc) exec '" + root + "/real-rustc' \"$@\";; esac\n" + script);
            for (String name : new String[] {"cargo", "rustc"}) {
                Files.createSymbolicLink(bin().resolve(name), Path.of("rustup"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Adds an LLVM tool, by its path below the root. */
    FakeMachine llvm(String path, String version) {
        return script(path, "echo 'LLVM (http://llvm.org/):'; echo '  LLVM version " + version + "'");
    }

    FakeMachine osRelease(String text) {
        return file("etc/os-release", text);
    }

    FakeMachine script(String path, String body) {
        file(path, "#!/bin/sh\n" + body + "\n");
        try {
            Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    FakeMachine file(String path, String text) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
