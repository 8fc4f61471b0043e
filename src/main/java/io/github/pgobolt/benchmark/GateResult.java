package io.github.pgobolt.benchmark;

/**
 * The result of a gate.
 *
 * @param name the gate, as in the POM
 * @param passed whether the build may continue
 * @param inconclusive whether it passed, or failed, only because the benchmark was inconclusive
 * @param detail the reason, with the numbers, for people
 */
public record GateResult(String name, boolean passed, boolean inconclusive, String detail) {}
