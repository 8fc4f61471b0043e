package io.github.pgobolt.pipeline;

/**
 * A failure after which the same build runs once more by another way. What runs beside it is not ended, and it is not tried
 * again as it was.
 */
public interface GoesOn {}
