package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.process.Strand;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs the steps of a build in order, each only if it has to be done again. It knows none of them by name. */
public final class Pipeline {

    /** The work of a build, be it one step or all. */
    private interface Work {
        void run() throws IOException;
    }

    private final Build build;
    private final Records records;
    private final Freshness freshness;
    private final ProgressLog progress;
    private final Heartbeat heartbeat;

    public Pipeline(Build build) {
        this(build, new ProgressLog());
    }

    private Pipeline(Build build, ProgressLog progress) {
        this.build = build;
        this.progress = progress;
        this.heartbeat = new Heartbeat(build.log());
        this.records = new Records(build.work(), this::isLeftOut);
        this.freshness = new Freshness(build);
    }

    /** Returns the pipeline of another goal of the same build; both share the progress of the steps. */
    public Pipeline with(Build other) {
        return new Pipeline(other, progress);
    }

    public Records records() {
        return records;
    }

    /** Returns the status of the steps that this object was asked for, in order. */
    public List<Progress> progress() {
        return progress.all();
    }

    /** Returns which records are current. */
    public CurrentRecords current() {
        return new CurrentRecords(build, build.steps(records), progress);
    }

    /** Runs all steps. */
    public void run() throws IOException {
        List<Step<?>> steps = build.steps(records).stream()
                .filter(step -> !step.byItsGoalAlone())
                .toList();
        locked(() -> {
            preflight(steps);
            build.begins();
            build.beside().run(steps, build::quiet, this::runs);
        });
    }

    /** Refuses what cannot succeed, for all steps, and runs none. */
    public void preflight() throws IOException {
        preflight(build.steps(records));
    }

    private static void preflight(List<Step<?>> planned) throws IOException {
        for (Step<?> step : planned) {
            step.preflight();
        }
    }

    /** Runs one step, as a goal does that was called by hand or bound to its phase. */
    public void run(StepKey<?> key) throws IOException {
        List<Step<?>> steps = build.steps(records);
        Step<?> step = of(key, steps);
        locked(() -> {
            preflight(List.of(step));
            for (StepKey<?> needed : step.needs()) {
                require(of(needed, steps), key);
            }
            runs(step, build.beside().path().strand());
        });
    }

    private boolean runs(Step<?> step, Strand processes) throws IOException {
        return new StepRun<>(build, records, progress, heartbeat, step, processes).run();
    }

    /** Runs the work under the lock. The cause of a failure is investigated once nothing runs any more. */
    private void locked(Work work) throws IOException {
        try {
            FullDisk.told(build.work().root(), () -> {
                try (WorkFolderLock lock = lock()) {
                    work.run();
                }
                return null;
            });
        } catch (Failure failure) {
            Failure explained = build.explained(failure);
            progress.explained(failure, explained);
            throw explained == failure
                    ? failure
                    : FullDisk.explain(explained, build.work().root());
        }
    }

    private WorkFolderLock lock() throws IOException {
        WorkFolderLock lock = WorkFolderLock.take(build.work().root());
        if (lock.endedProcesses() > 0) {
            build.log()
                    .info("The last build was killed; " + Counted.of(lock.endedProcesses(), "process", "processes")
                            + " of it, which ran on, " + Counted.word(lock.endedProcesses(), "was", "were") + " ended");
        }
        return lock;
    }

    /** Refuses to build on a step that has not run, or on its results for an earlier state of the sources. */
    private void require(Step<?> needed, StepKey<?> asking) throws IOException {
        if (needed.skippedBecause() != null) {
            return;
        }
        StepRecord record = records.of(needed.key());
        Map<String, String> inputs = freshness.inputs(needed);
        String why = freshness.obstacle(record, needed, inputs);
        if (why == null) {
            inputs.putAll(StepRun.ask(needed, record, heartbeat).inputs());
            why = Freshness.changes(record, inputs);
        }
        if (why != null) {
            throw Failure.user("'" + asking + "' builds on '" + needed.key() + "', which is out of date, since " + why
                    + ". Run it first: " + Goals.command(needed.key().goal()));
        }
    }

    /** Whether this build leaves the step out. */
    private boolean isLeftOut(StepKey<?> key) {
        return build.steps(records).stream()
                .filter(step -> step.key().equals(key))
                .noneMatch(step -> step.skippedBecause() == null);
    }

    private static Step<?> of(StepKey<?> key, List<Step<?>> steps) {
        return steps.stream()
                .filter(step -> step.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this build has no step " + key));
    }
}
