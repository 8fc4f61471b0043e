package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Cancelled;
import io.github.pgobolt.process.Strand;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One step that is left out, found up to date, or run and recorded. */
final class StepRun<R> {

    private final Build build;
    private final Freshness freshness;
    private final ProgressLog progress;
    private final Heartbeat heartbeat;
    private final Step<R> step;
    private final StepKey<R> key;
    private final StepRecord last;
    private final Strand processes;
    private final double processesBefore;
    private final long startedNanos = System.nanoTime();

    /** @param processes those of the step, and of no other at the same time */
    StepRun(Build build, Records records, ProgressLog progress, Heartbeat heartbeat, Step<R> step, Strand processes) {
        this.build = build;
        this.freshness = new Freshness(build);
        this.progress = progress;
        this.heartbeat = heartbeat;
        this.step = step;
        this.processes = processes;
        this.processesBefore = processes.seconds();
        this.key = step.key();
        this.last = step.skippedBecause() == null ? records.find(key).orElse(null) : null;
    }

    /** Returns whether cargo compiled anything for it. */
    boolean run() throws IOException {
        String skipped = step.skippedBecause();
        if (skipped != null) {
            build.leftOut(key, skipped);
            progress.note(new Progress(key, Status.SKIPPED, 0, skipped));
            return false;
        }
        try {
            Map<String, String> inputs = freshness.inputs(step);
            String why = whyAgain(inputs);
            if (why == null) {
                Step.Asked asked = ask(step, last, heartbeat);
                inputs.putAll(asked.inputs());
                why = Freshness.changes(last, inputs);
                if (why == null) {
                    return upToDate(asked);
                }
            }
            return runs(inputs, why);
        } catch (Cancelled ended) {
            build.log().info(key + ": ended, since " + ended.getMessage());
            progress.note(new Progress(key, Status.SKIPPED, seconds(), "ended, since " + ended.getMessage()));
            throw ended;
        } catch (Failure | IOException e) {
            throw told(e);
        }
    }

    /** Has cargo build what the step depends on; cargo finds it done if nothing changed. */
    static Step.Asked ask(Step<?> step, StepRecord last, Heartbeat heartbeat) throws IOException {
        try (Heartbeat.Beating beating = beating(step, last, heartbeat)) {
            return step.asked();
        }
    }

    /** Returns why the step must run again; null if it need not. */
    private String whyAgain(Map<String, String> inputs) throws IOException {
        if (last == null) {
            return build.work().hasRecord(key) ? "its record is damaged" : "it has no record";
        }
        return build.force() ? "-Dpgobolt.force was given" : freshness.obstacle(last, step, inputs);
    }

    private boolean upToDate(Step.Asked asked) {
        boolean compiled = asked.compiled() > 0;
        String again = "cargo compiled again, and the same came out";
        build.log().info(key + ": up to date" + (compiled ? "; " + again : ""));
        progress.note(new Progress(key, Status.REUSED, last.seconds(), compiled ? again : "nothing changed"));
        return compiled;
    }

    private boolean runs(Map<String, String> inputs, String why) throws IOException {
        boolean again = last != null || build.work().hasRecord(key);
        build.log().info(key + ": " + step.activity() + (again ? " again, since " + why : ""));
        build.work().forget(key);
        long startedAt = System.currentTimeMillis();
        try (Heartbeat.Beating beating = beating(step, last, heartbeat)) {
            inputs.putAll(step.asked().inputs());
            Step.Done<R> done = step.run();
            inputs.putAll(done.changedInputs());
            build.tools().requireUnchanged(done.tools());
            List<StepRecord.OutputFile> outputs = build.work().describe(done.outputs());
            double seconds = seconds();
            build.work()
                    .write(
                            key,
                            new StepRecord(
                                    StepRecord.SCHEMA_VERSION,
                                    key.goal(),
                                    inputs,
                                    done.commandLines(),
                                    done.toolLines(),
                                    outputs,
                                    WorkFolder.toJson(done.result()),
                                    done.compiles(),
                                    startedAt,
                                    seconds,
                                    Math.max(0, seconds - (processes.seconds() - processesBefore))));
            build.log()
                    .info(String.format(
                            Locale.ROOT, "%s: done in %.1f s (%s)", key, seconds, step.summary(done.result())));
            progress.note(new Progress(key, Status.RAN, seconds, last == null ? "no record" : why));
            return done.compiles() > 0;
        }
    }

    /** Notes that the step failed, and returns or throws the failure that says why. */
    private Failure told(Exception e) throws IOException {
        Failure gone = e instanceof IOException ? build.tools().missing() : null;
        progress.failed(key, seconds(), gone == null ? e : gone);
        if (gone != null) {
            gone.addSuppressed(e);
            return gone;
        }
        if (e instanceof IOException io) {
            throw io;
        }
        return (Failure) e;
    }

    private double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private static Heartbeat.Beating beating(Step<?> step, StepRecord last, Heartbeat heartbeat) {
        return heartbeat.of(step.key().goal(), () -> step.progress(last == null ? null : last.seconds()));
    }
}
