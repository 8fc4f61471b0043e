package io.github.pgobolt.step;

/** Whether changed sources are built with the profile of the last training. The names are those used in a POM. */
public enum ReuseProfile {
    /** Changed sources are trained with. */
    never,
    /** They are not, as long as enough of the counts arrive. */
    whileMatching
}
