package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.GoalForm;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.cargo.BuildFailure;
import io.github.pgobolt.cargo.Culprit;
import io.github.pgobolt.pipeline.Beside;
import io.github.pgobolt.pipeline.Build;
import io.github.pgobolt.pipeline.CurrentRecords;
import io.github.pgobolt.pipeline.FreeMemory;
import io.github.pgobolt.pipeline.FullDisk;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Pipeline;
import io.github.pgobolt.pipeline.Progress;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.Status;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.ToolWatch;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportJson;
import io.github.pgobolt.workload.Crash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pipeline of one subject: its steps, and the report and the gates on their results. */
public final class SubjectPipeline {

    private final Beside beside;
    private final Session session;
    private final String pluginVersion;
    private final GoalForm goals;
    private final Pipeline pipeline;

    /** @param goals how the report writes goals */
    public SubjectPipeline(Session session, String pluginVersion, GoalForm goals) throws IOException {
        this(session, pluginVersion, goals, Pipeline::new);
    }

    private SubjectPipeline(Session session, String pluginVersion, GoalForm goals, Function<Build, Pipeline> pipeline)
            throws IOException {
        LastProfile.requireItsTraining(session);
        this.beside = beside(session);
        this.session = session.running(beside.path());
        this.pluginVersion = pluginVersion;
        this.goals = goals;
        this.pipeline = pipeline.apply(new SubjectsBuild());
    }

    private static Beside beside(Session session) {
        return new Beside(
                session.log(),
                session.processes(),
                session.settings().base().parallelBuilds(),
                FreeMemory::ofMachine,
                step -> lastPeakBytes(session.work(), step),
                failure -> failure instanceof IOException
                        || failure instanceof BuildFailure build && build.mayBeOfAnotherBuild(),
                session.settings().base().build().timeoutSeconds());
    }

    /** Returns the most memory that a build took last time; if that is not known, what the instrumented one took. */
    private static long lastPeakBytes(WorkFolder work, StepKey<?> step) {
        return Stream.of(step, InstrumentStep.KEY)
                .filter(key -> key.result().equals(BuildResult.class))
                .flatMap(key -> work.read(key).stream().filter(record -> Records.holds(record, key)))
                .mapToLong(record ->
                        WorkFolder.fromJson(record.result(), BuildResult.class).peakMemoryBytes())
                .filter(bytes -> bytes > 0)
                .findFirst()
                .orElse(0);
    }

    /** Returns the pipeline of another goal of the same build, which may read more of the settings. */
    public SubjectPipeline with(Settings settings) throws IOException {
        return new SubjectPipeline(session.with(settings), pluginVersion, goals, pipeline::with);
    }

    public Session session() {
        return session;
    }

    public Records records() {
        return pipeline.records();
    }

    /** Refuses what cannot succeed, for all steps, and runs none. */
    public void preflight() throws IOException {
        Previous.of(session);
        Preflight.warnOfMissingFiles(session);
        pipeline.preflight();
    }

    /** Runs all steps up to the one that selects what ships. */
    public void run() throws IOException {
        Previous.of(session);
        Preflight.warnOfMissingFiles(session);
        try {
            runAll();
        } finally {
            keepProfile();
        }
    }

    private void runAll() throws IOException {
        try {
            pipeline.run();
        } catch (ProfileUnfit unfit) {
            goOn(unfit);
            runAll();
        }
    }

    /** Keeps what was trained for the next build, once the optimised file is there; what follows may fail. */
    private void keepProfile() {
        boolean optimized = pipeline.progress().stream()
                .anyMatch(one -> one.step().equals(OptimizeStep.KEY)
                        && (one.status() == Status.RAN || one.status() == Status.REUSED));
        if (optimized) {
            LastProfile.keep(session, records());
        }
    }

    /** Goes on with the stored profile by other names, or without it; both end. */
    private void goOn(ProfileUnfit unfit) throws IOException {
        if (!unfit.isRenamed()) {
            goOnWithout(unfit);
        }
    }

    /** Leaves a stored profile that does not fit, if the policy allows it. */
    private void goOnWithout(ProfileUnfit unfit) throws IOException {
        StoredChoice stored = session.found().stored();
        if (stored.isRequired()) {
            throw unfit;
        }
        stored.refuse(unfit.why(), unfit.share());
        session.log().warn(unfit.why() + ". " + withoutProfile(unfit));
    }

    private String withoutProfile(ProfileUnfit unfit) {
        if (session.isFurtherTarget()) {
            return "So it is built plainly."
                    + (unfit.share() > 0
                            ? " To have it built with as little: -Dpgobolt.minProfileMatch="
                                    + Percent.down(unfit.share()) + "%"
                            : "");
        }
        return session.isPlain() ? "It is built plainly: no workload trains." : "So this build trains anew.";
    }

    /** Runs one step, as a goal does that was called by hand or bound to its phase. */
    public void run(StepKey<?> step) throws IOException {
        try {
            // Its goal left it out, and knew no workloads.
            if (step.equals(TrainStep.KEY) && session.found().stored().isLast() && !session.isStored()) {
                pipeline.run(InstrumentStep.KEY);
            }
            runSteps(List.of(step), step);
        } finally {
            keepProfile();
        }
    }

    /** Runs steps, and where the stored profile does not fit what takes its place. */
    private void runSteps(List<StepKey<?>> steps, StepKey<?> last) throws IOException {
        try {
            for (StepKey<?> key : steps) {
                pipeline.run(key);
            }
        } catch (ProfileUnfit unfit) {
            goOn(unfit);
            runSteps(
                    session.isStored()
                            ? List.of(MergeStep.KEY, last)
                            : List.of(InstrumentStep.KEY, TrainStep.KEY, MergeStep.KEY, last),
                    last);
        }
    }

    /** Whether any step was asked for. */
    public boolean began() {
        return !pipeline.progress().isEmpty();
    }

    /**
     * Writes the report of whatever exists, in every form. A record from an earlier build that does not match the
     * current sources, settings or files is not shown.
     */
    public Report report() throws IOException {
        return FullDisk.told(session.work().root(), () -> {
            CurrentRecords current = pipeline.current();
            List<Progress> progress = pipeline.progress();
            ReportAssembly assembly = assembly(current);
            Report report = ReportJson.with(assembly.assemble(), goals::in);
            assembly.lessThanLast().forEach(w -> session.log().warn(w.text() + " Why: " + w.because() + "."));
            boolean somethingRan = progress.stream().anyMatch(p -> p.status() == Status.RAN);
            reportOutputs().write(report, session.processes().environment(), somethingRan);
            return report;
        });
    }

    /** Returns what tells how the file that ships was made, checked and measured. */
    public Attestations attestations() {
        return new Attestations(session, records(), pluginVersion);
    }

    /** Returns the same of the files for further targets, in the order of these. */
    public List<Attestations> attestations(List<TargetsResult.Row> targets) throws IOException {
        return new FurtherTargets(session, records(), this::of).attestations(targets, pluginVersion);
    }

    /** Returns where the forms of the report are. */
    public ReportOutputs reportOutputs() {
        return new ReportOutputs(session.work().file("report"));
    }

    /** Returns the gates' results on current records: an older build's record proves nothing about these files. */
    public List<GateResult> gates() throws IOException {
        return assembly(pipeline.current()).gates();
    }

    /** Fails where the second build of what ships is another file, if the build promises that it is not. */
    public void requireReproducible() throws IOException {
        CurrentRecords current = pipeline.current();
        Optional<GateResult> broken = ReproduceStep.gate(session.settings(), current.shown(), current.outdated())
                .filter(gate -> !gate.passed());
        if (broken.isPresent()) {
            throw Failure.user("The gate " + broken.get().name() + " does not hold: "
                    + broken.get().detail() + "\nThe report is in "
                    + reportOutputs().page());
        }
    }

    private ReportAssembly assembly(CurrentRecords current) {
        return new ReportAssembly(session, steps(current.shown()), current, pipeline.progress(), pluginVersion);
    }

    private List<Step<?>> steps(Records records) {
        List<Step<?>> steps = new ArrayList<>(ownSteps(records));
        // A race of layouts is of the file that runs here.
        if (!session.settings().base().targets().isEmpty()
                && !session.settings().has(Settings.TuneSettings.class)) {
            steps.add(new TargetsStep(session, new FurtherTargets(session, records, this::of)));
        }
        return steps;
    }

    private SubjectPipeline of(Session further) throws IOException {
        return new SubjectPipeline(further, pluginVersion, goals);
    }

    /** Returns the status of the steps that this object was asked for, in order. */
    List<Progress> progress() {
        return pipeline.progress();
    }

    private List<Step<?>> ownSteps(Records records) {
        return List.of(
                new BaselineStep(session),
                new InstrumentStep(session),
                new TrainStep(session, records),
                session.isStored() ? new StoredMergeStep(session) : new MergeStep(session, records),
                new OptimizeStep(session, records),
                session.takesStoredBranches()
                        ? new StoredBranchesStep(session, records)
                        : new BoltProfileStep(session, records),
                new BoltStep(session, records),
                new CheckStep(session, records),
                takesVerdict() ? new StoredVerdictStep(session, records) : new BenchmarkStep(session, records),
                new LayoutsStep(session, records),
                new TuneStep(session, records),
                new SelectStep(session, records),
                new ReproduceStep(session, records));
    }

    /** Whether a stored verdict is asked for; a goal that does not read this measures nothing either. */
    private boolean takesVerdict() {
        return session.settings().has(Settings.BenchmarkSettings.class)
                && session.settings().benchmark().verdict() == VerdictSource.stored;
    }

    /** The pipeline's view of this subject. */
    private final class SubjectsBuild implements Build {

        /** Returns the baseline, built now if this build had begun to; empty if there is none. */
        private Optional<BuildResult> baseline() throws IOException {
            boolean ended = records().findResult(BaselineStep.KEY).isEmpty()
                    && progress().stream()
                            .anyMatch(one -> one.step().equals(BaselineStep.KEY) && one.status() == Status.SKIPPED);
            if (ended && session.settings().does(BaselineStep.KEY)) {
                pipeline.run(BaselineStep.KEY);
            }
            return records().findResult(BaselineStep.KEY);
        }

        @Override
        public WorkFolder work() {
            return session.work();
        }

        @Override
        public Log log() {
            return session.log();
        }

        /** What a further target does without is of no interest: it is the same for all of them. */
        @Override
        public void leftOut(StepKey<?> step, String why) {
            if (session.isFurtherTarget()) {
                session.log().debug(step + ": skipped, " + why);
            } else {
                Build.super.leftOut(step, why);
            }
        }

        @Override
        public String pluginVersion() {
            return pluginVersion;
        }

        @Override
        public boolean force() {
            return session.settings().base().force();
        }

        @Override
        public List<Step<?>> steps(Records records) {
            return SubjectPipeline.this.steps(records);
        }

        /** The trial of llvm-bolt runs alongside the first builds. */
        @Override
        public void begins() {
            if (session.mayBolt()) {
                session.boltChoice().begin();
            }
        }

        @Override
        public Beside beside() {
            return beside;
        }

        @Override
        public Step<?> quiet(Step<?> step) {
            return step.key().equals(BaselineStep.KEY) ? new BaselineStep(session.running(beside.aside())) : step;
        }

        @Override
        public ToolWatch tools() {
            return session.found().tools();
        }

        /** Finds out whether the crate or an addition by the plugin made a build, or a run, fail. */
        @Override
        public Failure explained(Failure failure) throws IOException {
            if (failure instanceof Crash crash) {
                return new CrashCause(session, this::baseline).of(crash);
            }
            return failure instanceof BuildFailure build
                    ? new Culprit(
                                    session.processes(),
                                    session.sound().asked(),
                                    session.work().log("culprit"),
                                    session.log()::info)
                            .of(build)
                    : failure;
        }
    }
}
