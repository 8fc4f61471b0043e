package io.github.pgobolt.benchmark;

/**
 * The variant that ships.
 *
 * @param variant its name
 * @param reason the reason, for people
 */
public record Selection(String variant, String reason) {}
