package io.github.pgobolt.perf;

/**
 * The status of a rung on this machine.
 *
 * @param rung which one
 * @param state taken, refused, or not tried
 * @param reason why, in one sentence
 * @param fix what would make it work; null if nothing would, or nothing needs to
 */
public record RungStatus(Rung rung, State state, String reason, String fix) {

    /** Taken, refused, or not tried. */
    public enum State {
        ACCEPTED,
        REFUSED,
        NOT_TRIED
    }

    /** Whether it is the one to record with. */
    public boolean accepted() {
        return state == State.ACCEPTED;
    }

    static RungStatus refused(Rung rung, String reason, String fix) {
        return new RungStatus(rung, State.REFUSED, reason, fix);
    }
}
