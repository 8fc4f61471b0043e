package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.ToolText;
import io.github.pgobolt.process.Command;
import java.util.List;

/** A failed build, when it is not yet known whether the crate or an addition by the plugin is the cause. */
public final class BuildFailure extends Failure {

    private static final long serialVersionUID = 1L;

    /** What rustc says of a linker that failed. */
    private static final String LINKING = "linking with `";

    /** Words of cargo, rustc and the operating system. */
    private static final List<String> OTHERS = List.of(
            "failed to run custom build command", "(os error ", "No such file or directory", "(signal: ", LINKING);

    private final transient Attempt attempt;

    /**
     * A build that was attempted.
     *
     * @param what the thing that is built, in words
     * @param command the command as it was run
     * @param prebuilt the same with the standard library of the toolchain
     * @param ending how it ended
     * @param said the output of cargo and rustc, and where to read all of it
     * @param first the rustc flags that the plugin puts before the user's own
     * @param added the rustc flags that are not the user's own, in the order in which they end the list of all flags
     * @param settings the settings of the build
     */
    record Attempt(
            String what,
            Command command,
            Command prebuilt,
            String ending,
            String said,
            List<String> first,
            List<String> added,
            BuildSettings settings) {

        String sentence() {
            return "cargo build of " + what + " ended with " + ending;
        }
    }

    BuildFailure(Attempt attempt) {
        super(Kind.USER, attempt.sentence() + ".\n" + attempt.said(), null);
        this.attempt = attempt;
    }

    /**
     * Whether another build of the crate at the same time may be the cause: a build script failed, a file was not there, or a
     * process was killed. An error in the sources is none of its.
     */
    public boolean mayBeOfAnotherBuild() {
        return OTHERS.stream().anyMatch(attempt.said()::contains);
    }

    /** Whether all was compiled, and the linker failed. */
    boolean isOfLink() {
        return attempt.said().contains(LINKING);
    }

    /** Returns the first line that cargo or rustc called an error; how it ended if there is none. */
    public String firstError() {
        return ToolText.firstError(attempt.said()).orElseGet(attempt::sentence);
    }

    Attempt attempt() {
        return attempt;
    }
}
