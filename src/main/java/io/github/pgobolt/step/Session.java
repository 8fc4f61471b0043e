package io.github.pgobolt.step;

import io.github.pgobolt.base.Goals;
import io.github.pgobolt.benchmark.Benchmark;
import io.github.pgobolt.bolt.Bolt;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.cargo.SoundSettings;
import io.github.pgobolt.cargo.StdSource;
import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.cargo.UserFlags;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.step.Settings.BoltSettings;
import io.github.pgobolt.step.Settings.RunSettings;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.toolchain.Lack;
import io.github.pgobolt.toolchain.LlvmToolchain;
import io.github.pgobolt.toolchain.SearchPath;
import io.github.pgobolt.toolchain.Tool;
import io.github.pgobolt.trial.Trials;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state shared by all steps of one build: the request, the findings, and where results are written.
 *
 * @param settings the user's request, with workloads that are run as cargo would run them
 * @param found the findings of the build before its first step
 * @param processes starts processes
 * @param log output for people
 * @param boltChoice which llvm-bolt the build uses
 * @param startingTests which of the crate's tests start its program
 */
public record Session(
        Settings settings,
        Discovery found,
        ProcessRunner processes,
        Log log,
        BoltChoice boltChoice,
        StartingTests startingTests) {

    private static final List<StepKey<?>> BOLT_STEPS = List.of(BoltProfileStep.KEY, BoltStep.KEY);

    private static final Lack PLAIN = new Lack(
            "no stored profile fits this build, and no workload trains.",
            Goals.command("update-profile") + " where the workloads are");

    public static Session of(Settings asked, Discovery found, ProcessRunner processes, Log log) {
        Settings settings = asked.has(RunSettings.class)
                ? asked.with(asked.runs()
                        .asCargoRuns(
                                found.cargo(),
                                workload -> found.isForeign()
                                        || found.subject().kind() == Subject.Kind.bin
                                        || workload.cargoTarget().isPresent()))
                : asked;
        List<String> runner = settings.has(RunSettings.class)
                ? settings.runs().workloads().stream()
                        .map(Workload::runner)
                        .findFirst()
                        .orElse(List.of())
                : List.of();
        BoltTrials trials = new BoltTrials(
                settings,
                found.detection(),
                found.build(processes),
                found.stored().takesBranches(),
                runner,
                found.work(),
                processes,
                log);
        return new Session(
                settings, found, processes, log, new BoltChoice(trials::hold), StartingTests.of(settings, found));
    }

    /** Returns the same with another way to run processes. */
    Session running(ProcessRunner other) {
        return new Session(settings, found, other, log, boltChoice, startingTests);
    }

    /** Returns the same with another output for people. */
    Session logging(Log other) {
        return new Session(settings, found, processes, other, boltChoice, startingTests);
    }

    /** Returns the session of another goal of the same build, which may read more of the settings. */
    Session with(Settings asked) {
        Session other = of(asked, found, processes, log);
        return sameTrial(other.settings)
                ? new Session(other.settings, found, processes, log, boltChoice, other.startingTests)
                : other;
    }

    private boolean sameTrial(Settings other) {
        return Stream.of(BoltSettings.class, RunSettings.class)
                .allMatch(type -> settings.has(type)
                        && settings.section(type).equals(other.sections().get(type)));
    }

    public Detection detection() {
        return found.detection();
    }

    public Subject subject() {
        return found.subject();
    }

    public SoundSettings sound() {
        return found.sound();
    }

    public WorkFolder work() {
        return found.work();
    }

    /** Returns the folder that the shipped file is copied to, or null. */
    public Path copyFolder() {
        Path folder = settings.shipping().copyTo();
        if (folder == null || !settings.shipping().copyWithPlatformDir()) {
            return folder;
        }
        return folder.resolve(
                isFurtherTarget()
                        ? FurtherTargets.jnaName(subject().target())
                        : detection().platform().jnaName());
    }

    /** Returns the rustc flags in force before the plugin's. */
    public UserFlags userFlags() {
        return sound().flags();
    }

    public LlvmToolchain llvm() {
        return detection().llvm();
    }

    /** Returns BOLT's tools that passed their trial; only for a build that uses BOLT. */
    public BoltTools bolt() {
        return boltChoice.tools();
    }

    /** Returns the tools of the build; of several BOLTs the one that it uses. */
    public List<Tool> tools() {
        LlvmToolchain llvm = doesBolt() ? llvm().withBolt(bolt()) : llvm().withoutBolt();
        List<Tool> tools = new ArrayList<>(
                List.of(detection().rust().cargo(), detection().rust().rustc()));
        tools.addAll(llvm.present());
        return tools;
    }

    /**
     * Returns the perf2bolt of the llvm-bolt that the build uses; before that is known, or without BOLT, that of the
     * first candidate. Null if there is none.
     */
    public Tool perf2bolt() {
        BoltTools tools = boltChoice.isKnown() && mayBolt() ? boltChoice.tools() : null;
        return Optional.ofNullable(tools)
                .or(() -> llvm().bolts().stream().findFirst())
                .map(BoltTools::perf2bolt)
                .orElse(null);
    }

    /** Returns what runs llvm-bolt. */
    Bolt llvmBolt() {
        BoltSettings asked = settings.bolt();
        return new Bolt(
                processes, bolt().llvmBolt(), Duration.ofSeconds(asked.timeoutSeconds()), asked.runtimeLibrary());
    }

    /** Returns what measures. */
    Benchmark benchmark() {
        return new Benchmark(
                processes, List.of(detection().rust().rustc().path().toString()), work().buildFolder("runner"));
    }

    /** Returns the builds of the baseline, with the standard library that the user has. */
    public CargoBuild cargo() {
        return found.build(processes);
    }

    /** Returns the builds of the variants that PGO optimises, and of what trains them. */
    public CargoBuild optimizedCargo() {
        return cargo().withStd(std());
    }

    /** Returns what these have for a standard library; without PGO no profile would reach one that is built along. */
    StdSource std() {
        return doesPgo() ? found.std().source() : found.std().ofBaseline();
    }

    /** Returns the builds that one is to be repeated by. */
    CargoBuild cargoOf(BuildResult first) {
        return first.std() == StdSource.Kind.profiled ? optimizedCargo() : cargo();
    }

    /** Returns the programs in PATH, preceded by those in the user's own folders. */
    public SearchPath programs() {
        return SearchPath.of(processes, settings.base().toolPaths());
    }

    /** Whether PGO's profile is sampled: then there is no instrumented build, and the baseline is recorded. */
    public boolean samples() {
        return isStored()
                ? found.stored().manifest().training().kind() == ProfileManifest.Training.Kind.sampled
                : settings.base().pgoMode() == PgoMode.sample;
    }

    /** Whether PGO's profile is a stored one, so that nothing is instrumented and nothing trained. */
    public boolean isStored() {
        return found.stored().isUsed();
    }

    /** Whether that is the one that this work folder trained last. */
    boolean isReused() {
        return isStored() && found.stored().isLast();
    }

    /** Whether BOLT's profile is a stored one, too. */
    boolean takesStoredBranches() {
        return found.stored().takesBranches();
    }

    /** Returns what messages call such a profile. */
    String storedBranches() {
        return found.stored().isOfThisBuild()
                ? "the branch profile of " + found.stored().from()
                : "the stored branch profile";
    }

    /** Returns why a step of training is left out by a build with a stored profile. */
    String insteadOfTraining() {
        return found.stored().isOfThisBuild()
                ? found.stored().profile() + " takes its place"
                : "the stored profile takes its place: " + found.stored().from();
    }

    /** Whether this is the build for a further target, with the profile of another build. */
    boolean isFurtherTarget() {
        return settings.base().further();
    }

    /** Returns the settings, with workloads as they are run: see {@link StartingTests}. */
    public Settings asRun() {
        return startingTests.asRun();
    }

    /** Whether this build does PGO: the toolchain supports it, and nobody switched it off. */
    public boolean doesPgo() {
        // A sampled profile needs no profiler runtime, and neither does a stored one.
        boolean can = isStored() || samples()
                ? llvm().profdata() != null
                : detection().has(Half.PGO);
        return can && !isPlain() && pgoSteps().stream().allMatch(settings::does);
    }

    /**
     * Whether only the baseline is built: stored profiles were looked at, none serves, and no workload trains. A goal that
     * knows no workloads cannot tell.
     */
    boolean isPlain() {
        return found.stored().isMissed()
                && settings.has(RunSettings.class)
                && settings.trainingWorkloads().isEmpty();
    }

    /** Returns why there is no PGO, for a step that is part of it. */
    public String withoutPgo() {
        return "no PGO: " + switchedOff(pgoSteps()).orElseGet(() -> pgoLack().toString());
    }

    /** Returns why a build that wants PGO lacks it; null if it does not. */
    public Lack pgoLack() {
        if (doesPgo() || switchedOff(pgoSteps()).isPresent()) {
            return null;
        }
        return isPlain() ? plain() : detection().lack(Half.PGO);
    }

    private Lack plain() {
        return isFurtherTarget()
                ? new Lack(
                        "the profile of the training does not serve "
                                + subject().target() + ".",
                        null)
                : PLAIN;
    }

    /** Returns the steps that produce PGO's profile. */
    private List<StepKey<?>> pgoSteps() {
        if (isStored()) {
            return List.of(MergeStep.KEY);
        }
        return List.of(samples() ? BaselineStep.KEY : InstrumentStep.KEY, TrainStep.KEY, MergeStep.KEY);
    }

    private Optional<String> switchedOff(List<StepKey<?>> steps) {
        return steps.stream()
                .filter(step -> !settings.does(step))
                .findFirst()
                .map(step -> step.goal() + " is switched off (pgobolt." + step.goal() + ".skip)");
    }

    /**
     * Whether the baseline is built. A further target whose file is not run needs none, unless it is what ships: nothing is
     * compared with it.
     */
    boolean needsBaseline() {
        return !isFurtherTarget()
                || isPlain()
                || !doesPgo()
                || settings.section(FurtherTarget.class).needsBaseline();
    }

    /** Whether this build does BOLT. Waits for the trial of llvm-bolt if nothing else rules BOLT out. */
    public boolean doesBolt() {
        return mayBolt() && boltChoice.tools() != null;
    }

    /** Whether this build does BOLT, provided that an llvm-bolt passes its trial. */
    boolean mayBolt() {
        return detection().has(Half.BOLT)
                && !isPlain()
                && BOLT_STEPS.stream().allMatch(settings::does)
                && hasBranches();
    }

    /**
     * Returns why there is no BOLT, for a step that is part of it: the user's choice, else what is missing or failed.
     */
    public String withoutBolt() {
        return "no BOLT: " + switchedOff(BOLT_STEPS).orElseGet(() -> boltLack().toString());
    }

    /** Returns why a build that wants BOLT lacks it; null if it does not. */
    public Lack boltLack() {
        if (switchedOff(BOLT_STEPS).isPresent()) {
            return null;
        }
        if (!detection().has(Half.BOLT)) {
            return detection().lack(Half.BOLT);
        }
        if (isPlain()) {
            return plain();
        }
        if (!hasBranches() && takesStoredBranches()) {
            return isFurtherTarget()
                    ? new Lack(found.stored().profile() + " has none for BOLT.", null)
                    : new Lack("the stored profile has none for BOLT.", "-Dpgobolt.profilePolicy=train");
        }
        if (!hasBranches()) {
            return new Lack(
                    "no training workload runs the subject's own file, which BOLT's profile is of; those of kind cargo do not"
                            + (subject().kind() == Subject.Kind.bin ? ", but for tests that start the program." : "."),
                    null);
        }
        return boltChoice.tools() != null
                ? null
                : new Lack(
                        boltChoice.tried().stream().map(Trials.Tried::sentence).collect(Collectors.joining(" ")),
                        "-Dpgobolt.toolPaths=<folder of another llvm-bolt>");
    }

    private boolean hasBranches() {
        if (takesStoredBranches()) {
            return found.stored().manifest().branches() != null;
        }
        return startingTests.someTrainsBolt()
                || settings.trainingWorkloads().isEmpty()
                || !settings.profiles().perfData().isEmpty();
    }

    /** Returns the name of BOLT's variant: made from the PGO build, or from the plain one if there is no PGO. */
    public String boltVariant() {
        return doesPgo() ? Variants.PGO_BOLT : Variants.BOLT;
    }

    /**
     * Returns the inputs of every build of the crate that this plugin sets: toolchain, flags and settings. Only cargo
     * knows what else it reads, including the sources, and it is asked each time.
     */
    public Map<String, String> buildInputs() {
        return Builds.inputs(subject(), detection().rust(), sound());
    }

    /** Returns the same of the builds that PGO needs and optimises, whose standard library may be another. */
    Map<String, String> optimizedInputs() throws IOException {
        return Builds.inputs(subject(), detection().rust(), sound(), std());
    }

    /** Returns the files that runs of workloads wrote, as far as their arguments name them. */
    public WrittenFiles written() {
        return WrittenFiles.read(writtenFile());
    }

    private Path writtenFile() {
        return work().file("written-files.json");
    }

    /** The work of a step. */
    interface Running<R> {
        Step.Done<R> run() throws IOException;
    }

    /**
     * Runs a step and finds the files that workloads write by looking, so that no step depends on its own output. If a
     * run overwrote a file that an argument names as its output, the step never depended on that file.
     *
     * @param inputs the workloads that the step depends on
     */
    <R> Step.Done<R> watched(List<Workload> inputs, Running<R> running) throws IOException {
        WrittenFiles.Watch watch = WrittenFiles.watch(settings.runs().workloads(), writtenFile());
        Step.Done<R> done;
        try (watch) {
            done = running.run();
        }
        return watch.replacedOutputs() ? done.withChangedInputs(workloadInputs(inputs)) : done;
    }

    /** Returns the name of a workload among a step's inputs. */
    static String workloadInput(Workload workload) {
        return "workload " + workload.name();
    }

    /** Returns the inputs of a step that runs workloads. */
    public Map<String, String> workloadInputs(List<Workload> workloads) throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        WrittenFiles written = written();
        for (Workload workload : workloads) {
            inputs.put(workloadInput(workload), workload.contentHash(written) + " " + workload.redacted());
        }
        return inputs;
    }
}
