package io.github.pgobolt.toolchain;

/** How much a user wants one of the halves. The names are what a POM says, so they are lower case. */
public enum Need {
    /** It is done where it can be had; the other half goes on without it. */
    auto,
    /** Not to have it is an error. */
    require,
    /** It is not done: a step of it is switched off. */
    off
}
