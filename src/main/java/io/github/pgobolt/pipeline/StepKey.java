package io.github.pgobolt.pipeline;

/**
 * What a step is called, and what its record holds.
 *
 * @param goal the goal's name, which names the record and the log too: {@code bolt-profile}
 * @param activity what the step does, for a person who waits
 * @param result the type of the step's numbers
 * @param <R> the same
 */
public record StepKey<R>(String goal, String activity, Class<R> result) {

    @Override
    public String toString() {
        return goal;
    }
}
