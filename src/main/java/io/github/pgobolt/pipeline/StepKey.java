package io.github.pgobolt.pipeline;

/**
 * The name of a step, and the type of its result.
 *
 * @param goal the goal's name, which also names the record and the log: {@code bolt-profile}
 * @param activity what the step does, for a person who waits
 * @param result the type of the step's numbers
 * @param <R> the same type
 */
public record StepKey<R>(String goal, String activity, Class<R> result) {

    @Override
    public String toString() {
        return goal;
    }
}
