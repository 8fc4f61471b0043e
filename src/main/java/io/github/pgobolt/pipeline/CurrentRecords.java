package io.github.pgobolt.pipeline;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which records are current, and why the others are not. Each is checked once, since a check hashes files. */
public final class CurrentRecords {

    /**
     * The reason why a record is not current.
     *
     * @param step the step that is the cause: this one, or one that it builds on
     */
    private record Obstacle(StepKey<?> step, String why) {

        String of(StepKey<?> asking) {
            return step.equals(asking) ? why : "it builds on " + step + ", and there " + why;
        }
    }

    private final Build build;
    private final List<Step<?>> steps;
    private final ProgressLog progress;
    private final Freshness freshness;
    private final Map<StepKey<?>, Optional<Obstacle>> known = new HashMap<>();

    CurrentRecords(Build build, List<Step<?>> steps, ProgressLog progress) {
        this.build = build;
        this.steps = List.copyOf(steps);
        this.progress = progress;
        this.freshness = new Freshness(build);
    }

    /** Returns the records that a report may show. */
    public Records shown() {
        return new Records(
                build.work(),
                key -> step(key).isEmpty() || obstacle(step(key).get()).isPresent());
    }

    /**
     * Returns the records that an earlier build left and that are no longer current, each with the reason, in the order
     * of the steps.
     */
    public Map<StepKey<?>, String> outdated() {
        Map<StepKey<?>, String> found = new LinkedHashMap<>();
        for (Step<?> step : steps) {
            StepKey<?> key = step.key();
            if (step(key).isPresent()
                    && progress.of(key).isEmpty()
                    && build.work().hasRecord(key)) {
                obstacle(step).ifPresent(obstacle -> found.put(key, obstacle.of(key)));
            }
        }
        return found;
    }

    /** Returns the step, if this build does it. */
    private Optional<Step<?>> step(StepKey<?> key) {
        return steps.stream()
                .filter(step -> step.key().equals(key))
                .filter(CurrentRecords::isDone)
                .findFirst();
    }

    private static boolean isDone(Step<?> step) {
        try {
            return step.skippedBecause() == null;
        } catch (Failure unreadable) {
            // Whether it is skipped depends on a record that cannot be read; the reader of that record reports it.
            return true;
        }
    }

    private Optional<Obstacle> obstacle(Step<?> step) {
        Optional<Obstacle> obstacle = known.get(step.key());
        if (obstacle == null) {
            obstacle = look(step);
            known.put(step.key(), obstacle);
        }
        return obstacle;
    }

    private Optional<Obstacle> look(Step<?> step) {
        StepKey<?> key = step.key();
        Optional<Status> outcome = progress.of(key).map(Progress::status);
        if (outcome.isPresent()) {
            boolean done = outcome.get() == Status.RAN || outcome.get() == Status.REUSED;
            return done
                    ? Optional.empty()
                    : Optional.of(new Obstacle(key, "it " + outcome.get().word()));
        }
        try {
            StepRecord record = build.work().read(key).orElse(null);
            if (record == null) {
                return Optional.of(
                        new Obstacle(key, build.work().hasRecord(key) ? "its record is damaged" : "it has not run"));
            }
            // A step that builds on an outdated one is outdated too, although its own inputs are unchanged.
            for (StepKey<?> needed : step.needs()) {
                Optional<Obstacle> below = step(needed).flatMap(this::obstacle);
                if (below.isPresent()) {
                    return below;
                }
            }
            String why = freshness.obstacle(record, step, freshness.inputs(step));
            return Optional.ofNullable(why == null ? step.seenChange() : why).map(found -> new Obstacle(key, found));
        } catch (Failure | IOException e) {
            return Optional.of(new Obstacle(
                    key, String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read")));
        }
    }
}
