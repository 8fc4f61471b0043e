package io.github.pgobolt.step;

/** Whether a build takes a stored profile or trains. The names are those used in a POM, so they are lower case. */
public enum ProfilePolicy {
    /** A stored profile that fits; else training, or a plain build where there is nothing to train with. */
    auto,
    /** Training, even if a stored profile is there. */
    train,
    /** A stored profile; it is an error if none fits. */
    require
}
