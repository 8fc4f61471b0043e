package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import java.util.List;

/** A build that failed, of which nobody knows yet whether the crate or what the plugin added is why. */
public final class BuildFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private final transient Attempt attempt;

    /**
     * What was tried.
     *
     * @param what is built, in words
     * @param command as it was run
     * @param ending how it ended
     * @param said by cargo and rustc, with where to read all
     * @param added the flags of rustc that are not the user's own, as they stand at the end of all
     * @param settings that it was built with
     */
    record Attempt(String what, Command command, String ending, String said, List<String> added, BuildSettings settings) {

        String sentence() {
            return "cargo build of " + what + " ended with " + ending;
        }
    }

    BuildFailure(Attempt attempt) {
        super(Kind.USER, attempt.sentence() + ".\n" + attempt.said(), null);
        this.attempt = attempt;
    }

    Attempt attempt() {
        return attempt;
    }
}
