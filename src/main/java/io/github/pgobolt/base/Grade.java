package io.github.pgobolt.base;

/** How good a profile is. The names are what a report says, so they are lower case. */
public enum Grade {
    good,
    usable,
    /** From another build, or far too little: a file built with it may be slower than one built without. */
    bad
}
