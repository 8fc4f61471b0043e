package io.github.pgobolt.mojo;

import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.mojo.config.Runner;
import io.github.pgobolt.perf.BranchSampling;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.step.MachineTrial;
import io.github.pgobolt.step.PgoMode;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.step.StdMode;
import io.github.pgobolt.step.StoredSettings;
import io.github.pgobolt.step.TargetProbe;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.DoctorReport;
import io.github.pgobolt.toolchain.Installer;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Route;
import io.github.pgobolt.toolchain.SearchPath;
import io.github.pgobolt.toolchain.StdSources;
import io.github.pgobolt.toolchain.TargetRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.util.FileUtils;

/**
 * Says what is there, what is missing, which route follows, whether an llvm-bolt works with this rustc and linker, and
 * the one command that installs what is missing. Fails if neither PGO nor BOLT is available, or if {@code pgo} or
 * {@code bolt} is {@code require} and is not available. Needs no POM and no crate.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends ToolParameters {

    /**
     * How BOLT's profile is collected: {@code auto} samples branches if the machine can and otherwise instruments,
     * {@code none} instruments, anything else is an event of perf.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.perfEvent", defaultValue = "auto")
    String perfEvent;

    /**
     * Options of llvm-bolt that replace the default ones.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltFlags")
    List<String> boltFlags;

    /**
     * Options of llvm-bolt that are added to the default ones.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltExtraFlags")
    List<String> boltExtraFlags;

    /**
     * BOLT's instrumentation runtime (libbolt_rt_instr.a) for the target's processor, of the same major as llvm-bolt.
     * Needed only for a target with another processor than this machine's, since llvm-bolt comes with the one for its
     * own.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltRuntimeLibrary")
    File boltRuntimeLibrary;

    /**
     * The command that runs the target's files if this machine cannot run them itself, such as
     * {@code qemu-aarch64 -L /usr/aarch64-linux-gnu}; {@code none} means no runner at all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.runner")
    String runner;

    @Override
    void perform() throws IOException, MojoFailureException {
        Detection detection = detection();
        List<String> findings = new ArrayList<>(branchSampling(detection));
        findings.addAll(boltTrial(detection));
        findings.addAll(targets(detection));
        findings.addAll(standardLibrary(detection));
        DoctorReport.lines(detection, findings).forEach(getLog()::info);
        detection.requireRoute(wanted());
    }

    /** Detects for the requested target, or the one in cargo's configuration. */
    private Detection detection() throws IOException {
        Detection asked = detect(target);
        if (asked.rust() == null || target != null) {
            return asked;
        }
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            String configured = MachineTrial.configuration(settings(), asked, processes(), baseDirectory(), scratch)
                    .target();
            return configured == null || configured.equals(asked.target()) ? asked : detect(configured);
        } finally {
            FileUtils.deleteDirectory(scratch.toFile());
        }
    }

    /** Returns what each of the further targets lacks, how it would be linked, and what would run it. */
    private List<String> targets(Detection detection) throws IOException {
        if (detection.rust() == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String triple : Given.list(targets)) {
            TargetProbe probe = probe(triple);
            if (install && new Installer(processes(), getLog()::info).close(probe.missing())) {
                probe = probe(triple);
            }
            lines.addAll(probe.lines(
                    probe.cargo() == null
                            ? Optional.empty()
                            : TargetRunner.find(
                                    Platform.current(),
                                    triple,
                                    false,
                                    probe.cargo().runner(),
                                    SearchPath.of(processes(), Given.paths(toolPaths)),
                                    Path.of("/"))));
        }
        return lines;
    }

    private TargetProbe probe(String triple) throws IOException {
        return TargetProbe.inFolder(settings().base(), triple, this::detect, processes(), baseDirectory());
    }

    private Settings settings() {
        return Settings.of(new Settings.Base(
                        subjectQuery(),
                        buildSettings("same", false),
                        toolchain(),
                        Given.paths(toolPaths),
                        wanted(),
                        PgoMode.instrument,
                        std(),
                        StoredSettings.NONE,
                        Strip.Mode.none,
                        keptTrials(),
                        null,
                        false,
                        null,
                        List.of(),
                        false))
                .with(new Settings.BoltSettings(
                        false,
                        Given.listOrNull(boltFlags),
                        Given.list(boltExtraFlags),
                        buildTimeoutSeconds,
                        Given.pathOrNull(boltRuntimeLibrary)));
    }

    /** Returns whether the standard library can be built from source, where that is asked for. */
    private List<String> standardLibrary(Detection detection) {
        if (std() == StdMode.prebuilt || detection.rust() == null) {
            return List.of();
        }
        return List.of("Std       "
                + (StdSources.areThere(detection.rust())
                        ? "rust-src is there: " + StdSources.folder(detection.rust())
                        : StdSources.missing(detection.rust()).sentence()));
    }

    private List<String> boltTrial(Detection detection) throws IOException {
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            return MachineTrial.hold(
                            settings(),
                            Runner.words(runner),
                            detection,
                            processes(),
                            baseDirectory(),
                            scratch,
                            Log.SILENT)
                    .stream()
                    .map(line -> "Trial     " + line)
                    .toList();
        } finally {
            FileUtils.deleteDirectory(scratch.toFile());
        }
    }

    private List<String> branchSampling(Detection detection) throws IOException {
        if (detection.route() != Route.PGO_AND_BOLT && detection.route() != Route.BOLT_ONLY) {
            return List.of();
        }
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            return new BranchSampling(processes(), Path.of("/"))
                    .probe(
                            perfEvent,
                            SearchPath.of(processes(), Given.paths(toolPaths))
                                    .find("perf")
                                    .orElse(null),
                            detection.llvm().bolts().stream()
                                    .findFirst()
                                    .map(BoltTools::perf2bolt)
                                    .orElse(null),
                            scratch)
                    .lines();
        } finally {
            Files.deleteIfExists(scratch);
        }
    }
}
