package io.github.pgobolt.base;

/** How good a profile is. The names are what a report says, so they are lower case. */
public enum Grade {
    good,
    usable,
    /** Of another build, or far too little: what is built by it may be slower than without. */
    bad
}
