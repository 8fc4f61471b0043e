package io.github.pgobolt.step;

import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CargoConfiguration;
import io.github.pgobolt.cargo.ConfigurationProbe;
import io.github.pgobolt.cargo.PathRemap;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.trial.Trials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The trial of llvm-bolt without a crate, for {@code doctor}: with the flags that are in force in a folder. */
public final class MachineTrial {

    private MachineTrial() {}

    /**
     * Returns cargo's configuration in a folder.
     *
     * @param scratch for an empty program that cargo builds
     */
    public static CargoConfiguration configuration(
            Settings settings, Detection detection, ProcessRunner processes, Path directory, Path scratch)
            throws IOException {
        return new ConfigurationProbe(processes, detection.rust().cargoCommand())
                .ask(
                        directory,
                        settings.base().subject().target(),
                        settings.base().build().environment(),
                        settings.base().build().cargoArguments(),
                        scratch);
    }

    /**
     * Returns the results of the trials, a sentence each; empty if there is no llvm-bolt to try.
     *
     * @param runner the words that start files which this machine cannot run by itself
     * @param directory where cargo is started
     * @param scratch an empty folder
     */
    public static List<String> hold(
            Settings settings,
            List<String> runner,
            Detection detection,
            ProcessRunner processes,
            Path directory,
            Path scratch,
            Log log)
            throws IOException {
        if (!detection.has(Half.BOLT)) {
            return List.of();
        }
        List<String> cargo = detection.rust().cargoCommand();
        // A trial uses only the target and the folder of a subject.
        Subject none = new Subject(
                "none",
                "none",
                Subject.Kind.bin,
                "none",
                detection.target(),
                directory.resolve("Cargo.toml"),
                directory);
        WorkFolder work = new WorkFolder(scratch);
        UserFlags asked = configuration(settings, detection, processes, directory, work.buildFolder("flags-probe"))
                .flags();
        SoundSettings sound = SoundSettings.of(settings.base().build(), asked, true, false);
        CargoBuild build = new CargoBuild(processes, cargo, none, sound.build(), sound.flags(), PathRemap.NONE);
        return new BoltTrials(settings, detection, build, false, runner, work, processes, log)
                .hold().stream().map(Trials.Tried::sentence).toList();
    }
}
