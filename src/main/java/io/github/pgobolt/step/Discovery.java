package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CargoConfiguration;
import io.github.pgobolt.cargo.CargoMetadata;
import io.github.pgobolt.cargo.ConfigurationProbe;
import io.github.pgobolt.cargo.OwnProfile;
import io.github.pgobolt.cargo.PathRemap;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.StdProbe;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.FullDisk;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.ToolWatch;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.profile.ProfileFit;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.toolchain.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The facts about the machine and the crate that a build finds before its first step. They depend only on
 * {@link Settings.Base}, so that the goals of one build share them.
 *
 * @param detection the platform and its tools
 * @param subject the cargo target
 * @param ownProfile the crate's own profile
 * @param cargo cargo's configuration in the crate's folder
 * @param sound the build settings in effect, and the rustc flags in force before the plugin's
 * @param std the standard library of the variants that PGO optimises
 * @param stored the stored profile that the build uses, if any
 * @param work the work folder
 * @param tools whether the tools are still those of the beginning
 * @param detector looks for the tools of another target
 * @param seconds how long all of this took
 */
public record Discovery(
        Detection detection,
        Subject subject,
        OwnProfile ownProfile,
        CargoConfiguration cargo,
        SoundSettings sound,
        StdChoice std,
        StoredChoice stored,
        WorkFolder work,
        ToolWatch tools,
        Detector detector,
        double seconds) {

    /** Looks for tools. */
    @FunctionalInterface
    public interface Detector {

        /** @param target the triple to build for; null for the host's */
        Detection detect(String target) throws IOException;
    }

    /**
     * Examines the machine and the crate. Takes some tenths of a second, so a build does it once.
     *
     * @throws Failure if the crate, or something that is needed to build it, is missing
     */
    public static Discovery look(Settings.Base asked, Detector detector, ProcessRunner processes, Log log)
            throws IOException {
        return look(asked, detector, null, processes, log);
    }

    /** @param known cargo's configuration for the target, if it was asked for already; else null */
    static Discovery look(
            Settings.Base asked, Detector detector, CargoConfiguration known, ProcessRunner processes, Log log)
            throws IOException {
        long started = System.nanoTime();
        Detection found = detector.detect(asked.subject().target());
        found.requireBuild();
        RustToolchain rust = found.rust();
        CargoMetadata metadata = new CargoMetadata(processes, rust.cargoCommand());
        Subject crate = metadata.subject(asked.subject(), rust.host());
        metadata.lock(crate, asked.build().cargoArguments());
        WorkFolder work = new WorkFolder(
                asked.workDirectory() == null ? crate.directory().resolve("target/pgo-bolt") : asked.workDirectory());
        work.create();
        return FullDisk.told(work.root(), () -> {
            // Each starts cargo several times and waits for it, and neither needs the other.
            CompletableFuture<OwnProfile> asksForProfile =
                    CompletableFuture.supplyAsync(() -> ownProfile(asked, rust, processes, crate, work));
            CargoConfiguration cargo = known == null ? configuration(asked, rust, processes, crate, work) : known;
            Subject subject = cargo.target() == null ? crate : crate.builtFor(cargo.target());
            Detection detection = found.target().equals(subject.target()) ? found : detector.detect(subject.target());
            if (detection != found) {
                log.info("  cargo is configured to build for " + subject.target() + ", and so does the plugin");
                detection.requireBuild();
            }
            OwnProfile ownProfile = answer(asksForProfile);
            boolean relocations = detection.has(Half.BOLT) && asked.wanted().bolt() != Need.off;
            SoundSettings sound = SoundSettings.of(
                    subject.target().equals(rust.host()) ? asked.build().forHost() : asked.build(),
                    cargo.flags(),
                    relocations,
                    relocations && ownProfile.packsDebugInformation());
            sound.notes().forEach(log::info);
            StdChoice std = StdChoice.of(
                    asked,
                    rust,
                    Builds.inputs(subject, rust, sound).toString(),
                    () -> new StdProbe(
                                    processes,
                                    rust,
                                    build(processes, rust, subject, sound),
                                    sound.build(),
                                    work.buildFolder("std"))
                            .ask(panic(sound, ownProfile), cargo.environment()),
                    work,
                    log);
            ProfileFit.Build fitted = fitted(subject, rust, sound, std);
            StoredChoice stored = StoredChoice.of(
                    asked.stored(),
                    fitted,
                    String.join(
                            " ",
                            subject.target(),
                            rust.release(),
                            String.valueOf(rust.commit()),
                            std.source().kind().name(),
                            sound.flags().flags() + sound.build().fingerprint()),
                    work,
                    asked.force(),
                    log);
            requireRoute(asked, detection, stored);
            return new Discovery(
                    detection,
                    subject,
                    ownProfile,
                    cargo,
                    sound,
                    std,
                    LastProfile.orLast(
                            stored,
                            asked,
                            fitted,
                            Builds.inputs(subject, rust, sound, std.source()),
                            SourceList.of(work, subject, InstrumentStep.KEY),
                            work,
                            log),
                    work,
                    new ToolWatch(tools(detection)),
                    detector,
                    (System.nanoTime() - started) / 1e9);
        });
    }

    /** Requires a half that is wanted. A stored profile needs no runtime of the target; a further target can be built plainly. */
    private static void requireRoute(Settings.Base asked, Detection detection, StoredChoice stored) {
        boolean pgoIsThere = stored.isUsed() && detection.llvm().profdata() != null;
        if (asked.further() || pgoIsThere && asked.wanted().bolt() != Need.require) {
            return;
        }
        if (!pgoIsThere && !detection.platform().supported()) {
            throw Failure.user(
                    "Nothing is trained for " + detection.target() + ": on " + detection.platform()
                            + " the plugin runs nothing. Train for this machine and have "
                            + detection.target() + " built with the same profile: -Dpgobolt.targets="
                            + detection.target()
                            + " in place of -Dpgobolt.target. Or name a profile that was trained elsewhere: -Dpgobolt.storedProfile=…");
        }
        detection.requireRoute(pgoIsThere ? new Wanted(Need.off, Need.require) : asked.wanted());
    }

    /** Whether files for the target belong to another machine. */
    boolean isForeign() {
        return !subject.target().equals(detection.rust().host());
    }

    /** Returns the builds of the subject, with the standard library that the user has. */
    CargoBuild build(ProcessRunner processes) {
        return build(processes, detection.rust(), subject, sound);
    }

    private static CargoBuild build(ProcessRunner processes, RustToolchain rust, Subject subject, SoundSettings sound) {
        Map<String, String> environment = new TreeMap<>(processes.environment());
        environment.putAll(sound.build().environment());
        PathRemap paths = PathRemap.of(subject.workspaceRoot(), rust.sysroot(), rust.commit(), environment);
        return new CargoBuild(processes, rust.cargoCommand(), subject, sound.build(), sound.flags(), paths);
    }

    /** Returns what decides whether a stored profile fits. */
    private static ProfileFit.Build fitted(Subject subject, RustToolchain rust, SoundSettings sound, StdChoice std) {
        BuildSettings build = sound.build();
        String mangling = sound.codegen("symbol-mangling-version");
        return new ProfileFit.Build(
                subject.kind().name(),
                subject.name(),
                subject.target(),
                rust.release(),
                rust.commit(),
                rust.llvmVersion(),
                build.features(),
                build.noDefaultFeatures(),
                build.profile(),
                build.lto().equals(BuildSettings.INHERIT) ? null : build.lto(),
                build.codegenUnits().equals(BuildSettings.INHERIT) ? null : build.codegenUnits(),
                Arrays.stream(ProfileManifest.Mangling.values())
                        .filter(known -> known.name().equals(mangling))
                        .findFirst()
                        .orElse(null),
                std.trained(),
                LocalDate.now(ZoneOffset.UTC));
    }

    /** Returns the panic strategy that flags ask for, else the crate's own; null if cargo does not tell. */
    private static String panic(SoundSettings sound, OwnProfile ownProfile) {
        String flag = sound.codegen("panic");
        return flag == null ? ownProfile.settings().get("panic") : flag;
    }

    private static List<Tool> tools(Detection detection) {
        List<Tool> tools = new ArrayList<>(detection.llvm().present());
        tools.addAll(List.of(detection.rust().cargo(), detection.rust().rustc()));
        return tools;
    }

    /** Reads the crate's own profile; flags and target have no influence on it. */
    private static OwnProfile ownProfile(
            Settings.Base asked, RustToolchain rust, ProcessRunner processes, Subject subject, WorkFolder work) {
        UserFlags none = UserFlags.NONE;
        try {
            return OwnProfile.ask(
                    processes,
                    new CargoBuild(processes, rust.cargoCommand(), subject, asked.build(), none, PathRemap.NONE),
                    work.buildFolder("own-profile"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OwnProfile answer(CompletableFuture<OwnProfile> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    /** Reads cargo's configuration. This is the first thing that is built, so it fails here if nothing can be built. */
    private static CargoConfiguration configuration(
            Settings.Base asked, RustToolchain rust, ProcessRunner processes, Subject subject, WorkFolder work)
            throws IOException {
        return new ConfigurationProbe(processes, rust.cargoCommand())
                .ask(
                        subject.directory(),
                        asked.subject().target(),
                        asked.build().environment(),
                        asked.build().cargoArguments(),
                        work.buildFolder("flags-probe"));
    }
}
