package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what the steps before left. */
public final class Records {

    private final WorkFolder work;
    private final Predicate<StepName> skipped;

    /** @param skipped the steps that this build does not do; a record that an earlier build left of them says nothing */
    public Records(WorkFolder work, Predicate<StepName> skipped) {
        this.work = work;
        this.skipped = skipped;
    }

    public Optional<StepRecord> find(StepName step) {
        return skipped.test(step) ? Optional.empty() : work.read(step);
    }

    /** The record of a step that must have run. */
    public StepRecord of(StepName step) {
        return find(step).orElseThrow(() -> work.hasRecord(step) && !skipped.test(step) ? damaged(step) : missing(step));
    }

    /** The result of a step that must have run. */
    public <R> R result(StepName step, Class<R> type) {
        return WorkFolder.fromJson(of(step).result(), type);
    }

    public <R> Optional<R> findResult(StepName step, Class<R> type) {
        return find(step).map(record -> WorkFolder.fromJson(record.result(), type));
    }

    /** The SHA-256 of the n-th file that a step wrote. */
    public String output(StepName step, int index) {
        return of(step).outputs().get(index).sha256();
    }

    private static Failure damaged(StepName step) {
        return Failure.user("The record of '" + step.goal() + "' is damaged: it is not what the step wrote. Do the step again: "
                + "mvn io.github.pgobolt:pgo-bolt-maven-plugin:" + step.goal());
    }

    private static Failure missing(StepName step) {
        return Failure.user("'" + step.goal() + "' has not run in this work folder. Run it first: "
                + "mvn io.github.pgobolt:pgo-bolt-maven-plugin:" + step.goal() + ", or all steps: "
                + "mvn io.github.pgobolt:pgo-bolt-maven-plugin:run");
    }
}
