package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.trial.TrialResult;
import io.github.pgobolt.trial.TrialSetup;
import io.github.pgobolt.trial.Trials;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Holds a build's trials of llvm-bolt and reports the results.
 *
 * @param storedBranches whether the branch profile is a stored one, so that nothing is instrumented
 * @param runner the words that start a file which this machine cannot run by itself; empty if none are needed
 */
record BoltTrials(
        Settings settings,
        Detection detection,
        CargoBuild cargo,
        boolean storedBranches,
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
                (manifest, target) -> cargo.commands().other(manifest, Builds.RELOCATIONS, target),
                "rustc " + detection.rust().rustc().identity() + " linker " + linker(),
                settings.bolt().flags(),
                settings.bolt().extraFlags(),
                settings.bolt().runtimeLibrary(),
                !(storedBranches && detection.target().contains("-musl")),
                runner);
    }

    private String linker() throws IOException {
        StringBuilder identity = new StringBuilder();
        for (Linker.Program program :
                new Linker(cargo, processes, settings.base().toolPaths()).programs()) {
            identity.append(program.name())
                    .append(' ')
                    .append(program.file() == null ? "unknown" : Hashes.ofFile(program.file()))
                    .append(' ');
        }
        return identity.toString();
    }
}
