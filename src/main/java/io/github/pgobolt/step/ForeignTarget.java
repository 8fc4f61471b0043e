package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.RuntimeLibrary;
import io.github.pgobolt.toolchain.CrossLinker;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.SearchPath;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Linux target whose files this machine's processor cannot run: checks for what must exist before anything is built.
 */
final class ForeignTarget {

    private final Platform host;
    private final Path root;

    /** @param root the folder that stands for {@code /}, whose {@code proc/sys/fs/binfmt_misc} is read */
    ForeignTarget(Platform host, Path root) {
        this.host = host;
        this.root = root;
    }

    static ForeignTarget ofMachine() {
        return new ForeignTarget(Platform.current(), Path.of("/"));
    }

    void requireRunners(Session session) throws IOException {
        Platform target = session.detection().platform();
        if (isForeign(target)) {
            requireRunner(
                    target,
                    session.subject().target(),
                    session.settings().runs().workloads(),
                    session.processes().environment());
        }
    }

    /** Requires the library that llvm-bolt needs to instrument. A recording made elsewhere does not need it. */
    void requireRuntimeLibrary(Session session) throws IOException {
        Platform target = session.detection().platform();
        Path library = session.settings().bolt().runtimeLibrary();
        if (library != null) {
            RuntimeLibrary.require(library, target.arch());
        } else if (isForeign(target)) {
            Tool newest = session.llvm().bolts().get(0).llvmBolt();
            int major = newest.llvmMajor();
            throw Failure.user("llvm-bolt " + newest.version() + " brings its runtime library for " + host.arch()
                    + " alone, so that it cannot instrument a file for " + target.arch()
                    + ", and branches of a foreign program"
                    + " cannot be sampled here. Name the library of the same LLVM for " + target.arch()
                    + " with -Dpgobolt.boltRuntimeLibrary=…/libbolt_rt_instr.a (Debian and Ubuntu: in the package libbolt-"
                    + major
                    + "-dev of the other architecture; else in LLVM's own release for it), or a recording of a real machine with"
                    + " -Dpgobolt.perfData, or take PGO alone: -Dpgobolt.bolt.skip");
        }
    }

    boolean isForeign(Platform target) {
        return host.os().equals("linux")
                && target.os().equals("linux")
                && target.boltable()
                && !target.arch().equals(host.arch());
    }

    /**
     * Requires that files of the target can be started: without a runner the kernel must know how (binfmt_misc), which
     * packages such as qemu-user-static arrange.
     */
    void requireRunner(Platform target, String triple, List<Workload> workloads, Map<String, String> environment)
            throws IOException {
        for (Workload workload : workloads) {
            List<String> runner = workload.runner();
            if (runner.isEmpty() && workload.startsSubject() && !kernelStarts(target.arch())) {
                throw Failure.user("Workload '" + workload.name() + "' cannot run: files for " + triple
                        + " do not run on this machine ("
                        + host + "). Name what runs them, such as -Dpgobolt.runner=\"qemu-" + target.arch()
                        + " -L /usr/"
                        + target.arch() + "-linux-gnu\" (Debian and Ubuntu: packages qemu-user and libc6-"
                        + CrossLinker.debianArch(triple) + "-cross).");
            }
            if (!runner.isEmpty() && !isProgram(runner.get(0), workload.workingDirectory(), environment)) {
                throw Failure.user(
                        "The runner " + runner.get(0) + " is not there: it is neither a program that PATH has nor an"
                                + " executable file. Install it (qemu: package qemu-user) or name another: -Dpgobolt.runner,"
                                + " or the runner of the target in cargo's configuration; -Dpgobolt.runner=none is for none.");
            }
        }
    }

    private static boolean isProgram(String word, Path directory, Map<String, String> environment) {
        return word.contains("/")
                ? Files.isExecutable(directory.resolve(word))
                : SearchPath.of(environment, Map.of()).find(word).isPresent();
    }

    private boolean kernelStarts(String architecture) {
        return Files.exists(root.resolve("proc/sys/fs/binfmt_misc/qemu-" + architecture));
    }
}
