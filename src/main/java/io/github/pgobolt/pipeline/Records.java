package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the records of earlier steps. */
public final class Records {

    private final WorkFolder work;
    private final Predicate<StepKey<?>> skipped;

    /** @param skipped the steps that this build does not do; records that an earlier build left of them are ignored */
    public Records(WorkFolder work, Predicate<StepKey<?>> skipped) {
        this.work = work;
        this.skipped = skipped;
    }

    public Optional<StepRecord> find(StepKey<?> step) {
        return skipped.test(step) ? Optional.empty() : work.read(step);
    }

    /** Returns the record of a step that must have run. */
    public StepRecord of(StepKey<?> step) {
        return find(step)
                .orElseThrow(() -> work.hasRecord(step) && !skipped.test(step) ? damaged(step) : missing(step));
    }

    /** Returns the result of a step that must have run. */
    public <R> R result(StepKey<R> step) {
        return result(of(step), step);
    }

    private <R> R result(StepRecord record, StepKey<R> step) {
        return read(record, step)
                .orElseThrow(() -> Failure.user("The record of '" + step.goal() + "' in "
                        + work.root().resolve("steps") + " is damaged. Run it again: " + Goals.command(step.goal())));
    }

    /** Whether a record's result is of its step's type; a damaged one may still be JSON. */
    public static boolean holds(StepRecord record, StepKey<?> step) {
        return read(record, step).isPresent();
    }

    private static <R> Optional<R> read(StepRecord record, StepKey<R> step) {
        try {
            return Optional.ofNullable(WorkFolder.fromJson(record.result(), step.result()));
        } catch (RuntimeException ofAnotherShape) {
            return Optional.empty();
        }
    }

    public <R> Optional<R> findResult(StepKey<R> step) {
        return find(step).map(record -> result(record, step));
    }

    /** Returns the SHA-256 of the n-th file that a step wrote. */
    public String output(StepKey<?> step, int index) {
        return of(step).outputs().get(index).sha256();
    }

    private static Failure damaged(StepKey<?> step) {
        return Failure.user("The record of '" + step.goal()
                + "' is damaged: it is not what the step wrote. Do the step again: " + Goals.command(step.goal()));
    }

    private static Failure missing(StepKey<?> step) {
        return Failure.user("'" + step.goal() + "' has not run in this work folder. Run it first: "
                + Goals.command(step.goal()) + ", or all steps: " + Goals.command("run"));
    }
}
