package io.github.pgobolt.toolchain;

/** How much a user wants one of the halves. The names are those used in a POM, so they are lower case. */
public enum Need {
    /** Done if it is available; otherwise the other half goes on without it. */
    auto,
    /** An error if it is not available. */
    require,
    /** Not done: one of its steps is switched off. */
    off
}
