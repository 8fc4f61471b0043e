package io.github.pgobolt.pipeline;

/**
 * The progress of a step in this build.
 *
 * @param seconds how long it took; for a step that is up to date, how long it took when it ran
 * @param reason why it ran again, was skipped or failed
 */
public record Progress(StepKey<?> step, Status status, double seconds, String reason) {}
