package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.CargoMetadata;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.cargo.UserFlagsProbe;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.toolchain.RustToolchain;
import io.github.pgobolt.toolchain.SearchPath;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.trial.Trials;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What all steps of one build share: what was asked for, what was found, and where it is written.
 *
 * @param settings what the user asked for
 * @param detection the platform and its tools
 * @param subject the cargo target
 * @param userFlags the rustc flags in force before the plugin's
 * @param work the work folder
 * @param processes starts processes
 * @param log what a person reads
 * @param boltChoice which llvm-bolt the build uses
 * @param detectSeconds how long it took to look at all that
 */
public record Session(
        Settings settings,
        Detection detection,
        Subject subject,
        UserFlags userFlags,
        WorkFolder work,
        ProcessRunner processes,
        Log log,
        BoltChoice boltChoice,
        double detectSeconds) {

    private static final List<StepName> BOLT_STEPS = List.of(StepName.BOLT_PROFILE, StepName.BOLT);

    /**
     * Looks at the crate. Takes some tenths of a second, so a build does it once.
     *
     * @param startedNanos when the search for tools began, by {@link System#nanoTime()}
     */
    public static Session open(Settings settings, Detection detection, ProcessRunner processes, Log log, long startedNanos)
            throws IOException {
        detection.requireRoute(settings.wanted());
        RustToolchain rust = detection.rust();
        CargoMetadata metadata = new CargoMetadata(processes, rust.cargoCommand());
        Subject subject = metadata.subject(settings.subject(), rust.host());
        metadata.lock(subject, settings.build().cargoArguments());
        WorkFolder work = new WorkFolder(
                settings.workDirectory() == null ? subject.directory().resolve("target/pgo-bolt") : settings.workDirectory());
        work.create();
        UserFlags flags = userFlags(settings, rust, processes, subject, work);
        CargoBuild cargo = new CargoBuild(processes, rust.cargoCommand(), subject, settings.build(), flags);
        BoltChoice boltChoice = new BoltChoice(() -> new BoltTrials(settings, detection, cargo, flags, work, processes, log).hold());
        return new Session(
                settings, detection, subject, flags, work, processes, log, boltChoice, (System.nanoTime() - startedNanos) / 1e9);
    }

    /** The first that is built, so that here it shows where nothing can be. */
    private static UserFlags userFlags(
            Settings settings, RustToolchain rust, ProcessRunner processes, Subject subject, WorkFolder work) throws IOException {
        try {
            return new UserFlagsProbe(processes, rust.cargoCommand())
                    .flags(subject, settings.build().environment(), settings.build().cargoArguments(), work.buildFolder("flags-probe"));
        } catch (Failure failure) {
            throw FullDisk.explain(failure, work.root());
        } catch (IOException e) {
            throw FullDisk.explain(e, work.root());
        }
    }

    public LlvmToolchain llvm() {
        return detection.llvm();
    }

    /** BOLT's tools, as they passed their trial; for a build that goes through BOLT. */
    public BoltTools bolt() {
        return boltChoice.tools();
    }

    /** The tools of the build: of several BOLTs that which it uses. */
    public List<Tool> tools() {
        LlvmToolchain llvm = doesBolt() ? llvm().withBolt(bolt()) : llvm().withoutBolt();
        List<Tool> tools = new ArrayList<>(List.of(detection.rust().cargo(), detection.rust().rustc()));
        tools.addAll(llvm.present());
        return tools;
    }

    /**
     * The perf2bolt of the llvm-bolt that the build uses; before that is known, and where there is no BOLT, of the first that may
     * serve. Null where there is none.
     */
    public Tool perf2bolt() {
        BoltTools tools = boltChoice.isKnown() && mayBolt() ? boltChoice.tools() : null;
        return Optional.ofNullable(tools)
                .or(() -> llvm().bolts().stream().findFirst())
                .map(BoltTools::perf2bolt)
                .orElse(null);
    }

    public CargoBuild cargo() {
        return new CargoBuild(processes, detection.rust().cargoCommand(), subject, settings.build(), userFlags);
    }

    /** The programs of PATH, behind those of the user's own folders. */
    public SearchPath programs() {
        return SearchPath.of(processes, settings.toolPaths());
    }

    /** Whether PGO's profile is sampled: then there is no instrumented build, and what is recorded is the baseline. */
    public boolean samples() {
        return settings.branchProfile().pgoMode() == PgoMode.sample;
    }

    /** Whether this build goes through PGO: the toolchain can, and nobody switched it off. */
    public boolean doesPgo() {
        // A sampled profile needs no profiler runtime.
        boolean can = samples() ? llvm().profdata() != null : detection.has(Half.PGO);
        return can && pgoSteps().stream().allMatch(settings::does);
    }

    /** Why there is no PGO, for a step that is part of it. */
    public String withoutPgo() {
        return "no PGO: " + switchedOff(pgoSteps()).orElseGet(() -> pgoLack().toString());
    }

    /** Why a build that wants PGO goes without it; null where it does not. */
    public Lack pgoLack() {
        return doesPgo() || switchedOff(pgoSteps()).isPresent() ? null : detection.lack(Half.PGO);
    }

    /** The steps that PGO's profile comes from. */
    private List<StepName> pgoSteps() {
        return List.of(samples() ? StepName.BASELINE : StepName.INSTRUMENT, StepName.TRAIN, StepName.MERGE);
    }

    private Optional<String> switchedOff(List<StepName> steps) {
        return steps.stream()
                .filter(step -> !settings.does(step))
                .findFirst()
                .map(step -> step.goal() + " is switched off (pgobolt." + step.goal() + ".skip)");
    }

    /** Whether this build goes through BOLT. Waits for the trial of llvm-bolt where nothing else speaks against it. */
    public boolean doesBolt() {
        return mayBolt() && boltChoice.tools() != null;
    }

    /** Whether this build goes through BOLT where an llvm-bolt passes its trial. */
    boolean mayBolt() {
        return detection.has(Half.BOLT) && BOLT_STEPS.stream().allMatch(settings::does) && hasBranches();
    }

    /** Why there is no BOLT, for a step that is part of it: the user's word, or else what is missing or failed. */
    public String withoutBolt() {
        return "no BOLT: " + switchedOff(BOLT_STEPS).orElseGet(() -> boltLack().toString());
    }

    /** Why a build that wants BOLT goes without it; null where it does not. */
    public Lack boltLack() {
        if (switchedOff(BOLT_STEPS).isPresent()) {
            return null;
        }
        if (!detection.has(Half.BOLT)) {
            return detection.lack(Half.BOLT);
        }
        if (!hasBranches()) {
            return new Lack("no training workload runs the subject's own file, which BOLT's profile is of; those of kind cargo do not.",
                    null);
        }
        return boltChoice.tools() != null
                ? null
                : new Lack(
                        boltChoice.tried().stream().map(Trials.Tried::sentence).collect(Collectors.joining(" ")),
                        "-Dpgobolt.toolPaths=<folder of another llvm-bolt>");
    }

    private boolean hasBranches() {
        return !settings.branchWorkloads().isEmpty()
                || settings.trainingWorkloads().isEmpty()
                || !settings.branchProfile().perfData().isEmpty();
    }

    /** The name of the variant that BOLT makes: of the PGO build, or of the plain one where there is no PGO. */
    public String boltVariant() {
        return doesPgo() ? Variants.PGO_BOLT : Variants.BOLT;
    }

    /**
     * What every build of the crate depends on and this plugin sets: toolchain, flags and settings. What cargo reads, the
     * sources among it, cargo alone knows, and it is asked each time.
     */
    public Map<String, String> buildInputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("subject", subject.kind() + " " + subject.name() + " of " + subject.packageName() + " for " + subject.target());
        inputs.put("rustc", detection.rust().release() + " " + detection.rust().sysroot() + " " + detection.rust().rustc().sha256());
        inputs.put("user's flags", userFlags.flags().toString());
        inputs.put("build settings", settings.build().fingerprint());
        return inputs;
    }

    /** Under which name a workload stands among what a step depends on. */
    static String workloadInput(Workload workload) {
        return "workload " + workload.name();
    }

    /** What a step that runs workloads depends on. */
    public Map<String, String> workloadInputs(List<Workload> workloads) throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        WrittenFiles written = work.written();
        for (Workload workload : workloads) {
            inputs.put(workloadInput(workload), workload.contentHash(written) + " " + workload.redacted());
        }
        return inputs;
    }
}
