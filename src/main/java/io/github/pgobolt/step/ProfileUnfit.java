package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Percent;
import io.github.pgobolt.pipeline.GoesOn;
import java.util.Locale;

/**
 * A stored profile of which the build used too little. The build goes on with the names that the profile's functions have
 * here if they are the reason, else, where the policy allows, without it.
 */
final class ProfileUnfit extends Failure implements GoesOn {

    private static final long serialVersionUID = 1L;

    /** Why counts may find no function in the build for a further target. */
    static final String OTHER_PLATFORM = "the others are of other platforms alone, or have another control flow there";

    private final String why;
    private final Double share;
    private final boolean renamed;

    /**
     * @param why in a few words
     * @param advice what to type
     * @param share of its counts that arrived, from 0 to 1; null if unknown
     * @param renamed whether its functions have got other names since
     */
    private ProfileUnfit(String why, String advice, Double share, boolean renamed) {
        super(Kind.USER, why + ". " + advice, null);
        this.why = why;
        this.share = share;
        this.renamed = renamed;
    }

    /**
     * A profile of which less found its function than {@code minProfileMatch} asks for.
     *
     * @param share of its counts, from 0 to 1
     * @param because what may be the reason, in a few words
     */
    static ProfileUnfit of(Session session, double share, String because, boolean renamed) {
        String percent = Percent.down(share);
        String where =
                session.isFurtherTarget() ? "the build for " + session.subject().target() : "this build";
        return new ProfileUnfit(
                "Only " + percent + " % of the counts of "
                        + session.found().stored().profile()
                        + " found their function in " + where + ", and minProfileMatch asks for "
                        + String.format(
                                Locale.ROOT,
                                "%.1f",
                                100 * session.settings().base().stored().minMatch())
                        + " %: " + because,
                "Train again: " + Goals.command("update-profile") + ". Or let this build train"
                        + " (-Dpgobolt.profilePolicy=auto), or accept as little (-Dpgobolt.minProfileMatch="
                        + percent
                        + "%)",
                share,
                renamed);
    }

    String why() {
        return why;
    }

    Double share() {
        return share;
    }

    /** Whether the build is to be tried again with the same profile, whose functions have got other names. */
    boolean isRenamed() {
        return renamed;
    }
}
