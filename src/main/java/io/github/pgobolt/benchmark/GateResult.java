package io.github.pgobolt.benchmark;

/**
 * What a gate says.
 *
 * @param name the gate, as in the POM
 * @param passed whether the build may go on
 * @param inconclusive whether it passed, or failed, only because the benchmark could not say
 * @param detail why, with the numbers, for people
 */
public record GateResult(String name, boolean passed, boolean inconclusive, String detail) {}
