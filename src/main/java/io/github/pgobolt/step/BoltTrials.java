package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.SearchPath;
import io.github.pgobolt.trial.TrialResult;
import io.github.pgobolt.trial.TrialSetup;
import io.github.pgobolt.trial.Trials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a build's trials of llvm-bolt and reports the results.
 *
 * @param runner the words that start a file which this machine cannot run by itself; empty if none are needed
 */
record BoltTrials(
        Settings settings,
        Detection detection,
        CargoBuild cargo,
        List<String> runner,
        WorkFolder work,
        ProcessRunner processes,
        Log log) {

    /**
     * Tries one llvm-bolt after the other until one is suitable.
     *
     * @throws Failure if BOLT is required and none is suitable
     */
    List<Trials.Tried> hold() throws IOException {
        long start = System.nanoTime();
        Trials trials = new Trials(
                processes,
                setup(),
                settings.base().keptTrials(),
                work.buildFolder("bolt-trial"),
                work.log("bolt-trial"));
        List<Trials.Tried> tried =
                trials.hold(detection.llvm().bolts(), settings.base().force());
        tried.stream().filter(one -> !one.kept()).forEach(one -> tell(one, (System.nanoTime() - start) / 1e9));
        boolean failed = tried.stream().allMatch(one -> one.result().verdict() == TrialResult.Verdict.failed);
        if (failed && settings.base().wanted().bolt() == Need.require) {
            throw Failure.user(
                    "BOLT is required (pgobolt.bolt=require), and no llvm-bolt of this machine serves:\n"
                            + String.join(
                                    "\n",
                                    tried.stream().map(Trials.Tried::sentence).toList())
                            + "\nName the folder of another one with -Dpgobolt.toolPaths=…, or go on without BOLT: -Dpgobolt.bolt=auto");
        }
        return tried;
    }

    private void tell(Trials.Tried one, double seconds) {
        if (one.result().verdict() == TrialResult.Verdict.passed) {
            log.info(String.format(Locale.ROOT, "  %s (%.1f s)", one.sentence(), seconds));
        } else if (one.result().verdict() == TrialResult.Verdict.failed) {
            log.warn(one.sentence() + " Where no other serves, the build goes on without BOLT.");
        } else {
            log.warn(one.sentence() + " It is used all the same: the check of what it makes decides.");
        }
    }

    private TrialSetup setup() throws IOException {
        return new TrialSetup(
                detection.target(),
                detection.platform().arch(),
                settings.base().build().profile(),
                (manifest, target) -> cargo.other(manifest, Builds.RELOCATIONS, target),
                "rustc " + detection.rust().rustc().identity() + " linker " + linker(),
                settings.bolt().flags(),
                settings.bolt().extraFlags(),
                settings.bolt().runtimeLibrary(),
                runner);
    }

    /** Returns one SHA-256 over the linker and over what a compiler that links calls, as far as both are found. */
    private String linker() throws IOException {
        List<String> flags = cargo.flags(List.of());
        String name = cargo.linker();
        String called = last(flags, "-fuse-ld=").map(own -> "ld." + own).orElse("ld");
        StringBuilder identity = new StringBuilder();
        for (String program : List.of(name, called)) {
            Path file = program.contains("/")
                    ? Path.of(program)
                    : SearchPath.of(processes, settings.base().toolPaths())
                            .find(program)
                            .orElse(null);
            identity.append(program)
                    .append(' ')
                    .append(file != null && Files.isRegularFile(file) ? Hashes.ofFile(file) : "unknown")
                    .append(' ');
        }
        return identity.toString();
    }

    /** Returns the value of the last flag with one of the names; a later rustc flag wins. */
    private static Optional<String> last(List<String> flags, String name) {
        return flags.stream()
                .flatMap(flag -> flag.contains(name)
                        ? Stream.of(flag.substring(flag.indexOf(name) + name.length()))
                        : Stream.empty())
                .reduce((first, second) -> second);
    }
}
