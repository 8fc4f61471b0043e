package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.cargo.BuildFailure;
import io.github.pgobolt.cargo.Culprit;
import io.github.pgobolt.pipeline.step.BaselineStep;
import io.github.pgobolt.pipeline.step.BenchmarkStep;
import io.github.pgobolt.pipeline.step.BoltProfileStep;
import io.github.pgobolt.pipeline.step.BoltStep;
import io.github.pgobolt.pipeline.step.CheckStep;
import io.github.pgobolt.pipeline.step.GateCheck;
import io.github.pgobolt.pipeline.step.InstrumentStep;
import io.github.pgobolt.pipeline.step.MergeStep;
import io.github.pgobolt.pipeline.step.OptimizeStep;
import io.github.pgobolt.pipeline.step.ReportAssembly;
import io.github.pgobolt.pipeline.step.ReportOutputs;
import io.github.pgobolt.pipeline.step.SelectStep;
import io.github.pgobolt.pipeline.step.TrainStep;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs the steps in their order, and of each only what has to be done again. */
public final class Pipeline {

    /** What became of a step in this build. The names are what a report says, so they are lower case. */
    public enum Status {
        ran,
        reused,
        skipped,
        failed
    }

    /**
     * A step in this build.
     *
     * @param reason why it ran again or was skipped
     */
    public record Progress(StepName step, Status status, double seconds, String reason) {}

    /** What a build does, be it one step or all. */
    private interface Work {
        void run() throws IOException;
    }

    /** All but the first and the last step, which are done anew in every build. */
    private static final Set<StepName> RECORDED = EnumSet.complementOf(EnumSet.of(StepName.DETECT, StepName.REPORT));

    private static final Set<StepName> RUN_WORKLOADS =
            EnumSet.of(StepName.TRAIN, StepName.BOLT_PROFILE, StepName.CHECK, StepName.BENCHMARK);

    private static final String CHANGED_FILES = "its files were changed or removed";

    private final Session session;
    private final String pluginVersion;
    private final Records records;
    private final ToolWatch tools;
    private final Map<StepName, Progress> progress = new LinkedHashMap<>();

    /** @param pluginVersion an input of every step, since another version may do and record it in another way */
    public Pipeline(Session session, String pluginVersion) {
        this.session = session;
        this.pluginVersion = pluginVersion;
        this.tools = new ToolWatch(session.detection());
        this.records = new Records(
                session.work(), name -> !RECORDED.contains(name) || step(name).skippedBecause() != null);
        note(new Progress(StepName.DETECT, Status.ran, session.detectSeconds(), "every build looks again"));
    }

    public Records records() {
        return records;
    }

    /** What became of the steps that this object was asked for, in order. */
    public List<Progress> progress() {
        synchronized (progress) {
            return new ArrayList<>(progress.values());
        }
    }

    /** Runs all steps up to what ships. */
    public void runAll() throws IOException {
        withCulprit(this::runAllSteps);
    }

    private void runAllSteps() throws IOException {
        try (WorkFolderLock lock = lock()) {
            preflight();
            if (session.mayBolt()) {
                session.boltChoice().begin();
            }
            // The two compiles do not need each other.
            new BuildsAtOnce(session.log(), session.settings().parallelBuilds(), FreeMemory.ofMachine(),
                            session.settings().build().timeoutSeconds())
                    .run(List.of(StepName.BASELINE, StepName.INSTRUMENT), this::runStep);
            for (StepName step : RECORDED) {
                if (step.compareTo(StepName.INSTRUMENT) > 0) {
                    runStep(step);
                }
            }
        }
    }

    /** Runs one step, as a goal that was called by hand or bound to its phase does. */
    public void runOnly(StepName name) throws IOException {
        withCulprit(() -> runOneStep(name));
    }

    private void runOneStep(StepName name) throws IOException {
        try (WorkFolderLock lock = lock()) {
            preflight();
            for (StepName needed : needs(name)) {
                require(needed, name);
            }
            runStep(name);
        }
    }

    /** Whether a build failed for the crate or for what was added is found out when no other build runs. */
    private void withCulprit(Work work) throws IOException {
        try {
            FullDisk.told(session.work().root(), () -> {
                work.run();
                return null;
            });
        } catch (BuildFailure failure) {
            Failure explained = new Culprit(session.processes(), session.sound().asked(), session.work().log("culprit"), session.log()::info)
                    .of(failure);
            synchronized (progress) {
                progress.replaceAll((step, last) -> last.reason().equals(firstLine(failure))
                        ? new Progress(step, last.status(), last.seconds(), firstLine(explained))
                        : last);
            }
            throw FullDisk.explain(explained, session.work().root());
        }
    }

    private WorkFolderLock lock() throws IOException {
        WorkFolderLock lock = WorkFolderLock.take(session.work().root());
        if (lock.endedProcesses() > 0) {
            session.log().info("The last build was killed; " + Counted.of(lock.endedProcesses(), "process", "processes")
                    + " of it, which ran on, " + Counted.word(lock.endedProcesses(), "was", "were") + " ended");
        }
        return lock;
    }

    /** Refuses to build on a step that has not run, or on what it left of an earlier state of the sources. */
    private void require(StepName needed, StepName asking) throws IOException {
        Step<?> step = step(needed);
        if (step.skippedBecause() != null) {
            return;
        }
        StepRecord record = records.of(needed);
        Map<String, String> inputs = inputs(step);
        String changes = changes(record, inputs);
        String why = changes != null || session.work().intact(record) ? changes : CHANGED_FILES;
        if (why == null) {
            inputs.putAll(ask(step, record).inputs());
            why = changes(record, inputs);
        }
        if (why != null) {
            throw Failure.user("'" + asking.goal() + "' builds on '" + needed.goal() + "', which is out of date, since " + why
                    + ". Run it first: " + Goals.command(needed.goal()));
        }
    }

    /**
     * Writes the report of whatever there is, in every form. A record that an earlier build left, and that does not fit the
     * sources, the settings or the files of now, is not shown.
     */
    public Report report() throws IOException {
        return FullDisk.told(session.work().root(), this::reportOfNow);
    }

    private Report reportOfNow() throws IOException {
        CurrentRecords current = new CurrentRecords(session.work(), new CurrentRecords.Steps() {
            @Override
            public boolean does(StepName name) {
                try {
                    return RECORDED.contains(name) && step(name).skippedBecause() == null;
                } catch (Failure unreadable) {
                    // Whether it is skipped hangs on a record that cannot be read; what that means is found there.
                    return true;
                }
            }

            @Override
            public List<StepName> needs(StepName name) {
                return Pipeline.this.needs(name);
            }

            @Override
            public Optional<Status> outcome(StepName name) {
                synchronized (progress) {
                    return Optional.ofNullable(progress.get(name)).map(Progress::status);
                }
            }

            @Override
            public String obstacle(StepName name, StepRecord record) throws IOException {
                Step<?> step = step(name);
                String obstacle = Pipeline.this.obstacle(record, step.resultType(), inputs(step));
                return obstacle == null ? step.seenChange() : obstacle;
            }
        });
        Report report =
                new ReportAssembly(session, current.shown(), progress(), current.outdated(), pluginVersion).assemble();
        boolean somethingRan = progress().stream().anyMatch(p -> p.status() == Status.ran && p.step() != StepName.DETECT);
        reportOutputs().write(report, session.processes().environment(), somethingRan);
        return report;
    }

    /** Where the forms of the report are. */
    public ReportOutputs reportOutputs() {
        return new ReportOutputs(session.work().file("report"));
    }

    /** What the gates say of what is recorded. */
    public List<GateResult> gates() {
        return new GateCheck(session.settings().gates(), records).judge();
    }

    public Session session() {
        return session;
    }

    /** What can be refused before minutes of compiling. */
    private void preflight() throws IOException {
        Preflight.check(session);
    }

    private List<StepName> needs(StepName name) {
        return name.needs(session.settings().branchProfile().pgoMode());
    }

    private Step<?> step(StepName name) {
        return switch (name) {
            case BASELINE -> new BaselineStep(session);
            case INSTRUMENT -> new InstrumentStep(session);
            case TRAIN -> new TrainStep(session, records);
            case MERGE -> new MergeStep(session, records);
            case OPTIMIZE -> new OptimizeStep(session, records);
            case BOLT_PROFILE -> new BoltProfileStep(session, records);
            case BOLT -> new BoltStep(session, records);
            case CHECK -> new CheckStep(session, records);
            case BENCHMARK -> new BenchmarkStep(session, records);
            case SELECT -> new SelectStep(session, records);
            default -> throw new IllegalArgumentException(name.toString());
        };
    }

    private Map<String, String> inputs(Step<?> step) throws IOException {
        Map<String, String> inputs = new TreeMap<>(step.inputs());
        inputs.put("plugin", pluginVersion);
        return inputs;
    }

    /** Returns whether cargo compiled anything for it. */
    private boolean runStep(StepName name) throws IOException {
        return run(step(name));
    }

    private <R> boolean run(Step<R> step) throws IOException {
        StepName name = step.name();
        String skipped = step.skippedBecause();
        if (skipped != null) {
            session.log().info(name.goal() + ": skipped, " + skipped);
            note(new Progress(name, Status.skipped, 0, skipped));
            return false;
        }
        Map<String, String> inputs = inputs(step);
        StepRecord last = records.find(name).orElse(null);
        String why = whyAgain(step, last, inputs);
        long startedAt = System.currentTimeMillis();
        long startedNanos = System.nanoTime();
        if (why == null) {
            Step.Asked asked;
            try {
                asked = ask(step, last);
            } catch (Failure | IOException e) {
                throw explained(name, startedNanos, e);
            }
            inputs.putAll(asked.inputs());
            why = changes(last, inputs);
            if (why == null) {
                boolean compiled = asked.compiled() > 0;
                session.log().info(name.goal() + ": up to date" + (compiled ? "; cargo compiled again, and the same came out" : ""));
                note(new Progress(name, Status.reused, last.seconds(),
                        compiled ? "cargo compiled again, and the same came out" : "nothing changed"));
                return compiled;
            }
        }
        boolean again = last != null || session.work().hasRecord(name);
        session.log().info(name.goal() + ": " + name.activity() + (again ? " again, since " + why : ""));
        session.work().forget(name);
        try (Heartbeat heartbeat = heartbeat(name, last)) {
            inputs.putAll(step.asked().inputs());
            Step.Done<R> done = watched(step, inputs);
            tools.requireUnchanged(done.tools());
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            session.work().write(
                    name,
                    new StepRecord(
                            StepRecord.SCHEMA_VERSION,
                            name.goal(),
                            inputs,
                            done.commandLines(),
                            done.toolLines(),
                            session.work().describe(done.outputs()),
                            WorkFolder.toJson(done.result()),
                            done.compiles(),
                            startedAt,
                            seconds));
            session.log().info(String.format(
                    Locale.ROOT, "%s: done in %.1f s (%s)", name.goal(), seconds, step.summary(done.result())));
            note(new Progress(name, Status.ran, seconds, last == null ? "no record" : why));
            return done.compiles() > 0;
        } catch (Failure | IOException e) {
            throw explained(name, startedNanos, e);
        }
    }

    /**
     * What workloads write is found by looking, so that no step depends on what a run of it made. Where a run wrote over a
     * file that an argument names as its output, the step never depended on it.
     */
    private <R> Step.Done<R> watched(Step<R> step, Map<String, String> inputs) throws IOException {
        if (!RUN_WORKLOADS.contains(step.name())) {
            return step.run();
        }
        WrittenFiles.Watch watch = WrittenFiles.watch(session.settings().workloads(), session.work().writtenFile());
        try (watch) {
            return step.run();
        } finally {
            if (watch.replacedOutputs()) {
                inputs.putAll(session.workloadInputs(session.settings().workloads().stream()
                        .filter(workload -> inputs.containsKey(Session.workloadInput(workload)))
                        .toList()));
            }
        }
    }

    /** Has cargo build what the step is of; it finds that done where nothing changed. */
    private Step.Asked ask(Step<?> step, StepRecord last) throws IOException {
        try (Heartbeat heartbeat = heartbeat(step.name(), last)) {
            return step.asked();
        }
    }

    private Heartbeat heartbeat(StepName name, StepRecord last) {
        OptionalDouble expected = last == null ? OptionalDouble.empty() : OptionalDouble.of(last.seconds());
        return new Heartbeat(session.log(), name.goal(), name::activity, expected);
    }

    /** Notes that a step failed, and returns or throws what tells why. */
    private Failure explained(StepName name, long startedNanos, Exception e) throws IOException {
        Failure gone = e instanceof IOException ? tools.missing() : null;
        failed(name, startedNanos, gone == null ? e : gone);
        if (gone != null) {
            gone.addSuppressed(e);
            return gone;
        }
        if (e instanceof IOException io) {
            throw io;
        }
        return (Failure) e;
    }

    private void failed(StepName name, long startedNanos, Exception why) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        note(new Progress(name, Status.failed, seconds, firstLine(why)));
    }

    private static String firstLine(Exception why) {
        return String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    }

    /** Why a step must run again; null where it need not. */
    private String whyAgain(Step<?> step, StepRecord last, Map<String, String> inputs) throws IOException {
        if (last == null) {
            return session.work().hasRecord(step.name()) ? "its record is damaged" : "it has no record";
        }
        return session.settings().force() ? "-Dpgobolt.force was given" : obstacle(last, step.resultType(), inputs);
    }

    /** Why a record does not tell of now; null where it does. */
    private String obstacle(StepRecord record, Class<?> resultType, Map<String, String> inputs) throws IOException {
        if (!Records.holds(record, resultType)) {
            return "its record is damaged";
        }
        String changes = changes(record, inputs);
        if (changes != null) {
            return changes;
        }
        return session.work().intact(record) ? null : CHANGED_FILES;
    }

    /** Which inputs are not those of the record, in words; null where none. */
    static String changes(StepRecord last, Map<String, String> inputs) {
        TreeSet<String> changed = new TreeSet<>(inputs.keySet());
        changed.addAll(last.inputs().keySet());
        changed.removeIf(key -> inputs.containsKey(key) && inputs.get(key).equals(last.inputs().get(key)));
        // What cargo was asked for stands in the record and not yet in the inputs where it has not been asked again.
        changed.removeIf(key -> key.startsWith(Step.Asked.BY_CARGO) && !inputs.containsKey(key));
        return changed.isEmpty() ? null : "this changed: " + String.join(", ", changed);
    }

    private void note(Progress done) {
        synchronized (progress) {
            progress.put(done.step(), done);
        }
    }
}
