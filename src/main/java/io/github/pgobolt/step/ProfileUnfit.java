package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;

/**
 * A stored profile of which the build used too little. The build goes on with the names that the profile's functions have
 * here if they are the reason, else, where the policy allows, without it.
 */
final class ProfileUnfit extends Failure {

    private static final long serialVersionUID = 1L;

    private final String why;
    private final boolean renamed;

    /**
     * @param why in a few words
     * @param advice what to type
     * @param renamed whether its functions have got other names since
     */
    ProfileUnfit(String why, String advice, boolean renamed) {
        super(Kind.USER, why + ". " + advice, null);
        this.why = why;
        this.renamed = renamed;
    }

    String why() {
        return why;
    }

    /** Whether the build is to be tried again with the same profile, whose functions have got other names. */
    boolean isRenamed() {
        return renamed;
    }
}
