package io.github.pgobolt.step;

/**
 * The variant that ships.
 *
 * @param variant its name
 * @param reason the reason, for people
 * @param file relative to the work folder
 * @param copiedTo the absolute path of the copy that {@code copyTo} asked for, or null
 */
public record SelectResult(
        String variant, String reason, String file, String sha256, long sizeBytes, String copiedTo) {}
