package io.github.pgobolt.base;

/** How good a profile is. The names are those used in a report, so they are lower case. */
public enum Grade {
    good,
    usable,
    /** From another build, or far too little: a file built with it may be slower than one built without. */
    bad
}
