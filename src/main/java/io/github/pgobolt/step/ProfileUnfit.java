package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;

/** A stored profile of which the build used too little. Where the policy allows, the build goes on without it. */
final class ProfileUnfit extends Failure {

    private static final long serialVersionUID = 1L;

    private final String why;

    /**
     * @param why in a few words
     * @param advice what to type
     */
    ProfileUnfit(String why, String advice) {
        super(Kind.USER, why + ". " + advice, null);
        this.why = why;
    }

    String why() {
        return why;
    }
}
