package io.github.pgobolt.benchmark;

/**
 * What ships.
 *
 * @param variant its name
 * @param reason why, for people
 */
public record Selection(String variant, String reason) {}
