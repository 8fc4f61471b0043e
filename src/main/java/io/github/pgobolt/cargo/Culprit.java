package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds out whether the crate or an addition by the plugin made a build fail, by building: first without any addition,
 * then once more unchanged, then leaving out one addition after the other until a build succeeds.
 */
public final class Culprit {

    private final ProcessRunner processes;
    private final UserFlags asked;
    private final Path log;
    private final Consumer<String> tell;

    /**
     * @param asked the user's own flags
     * @param log the log of these builds
     * @param tell takes messages for a person who waits
     */
    public Culprit(ProcessRunner processes, UserFlags asked, Path log, Consumer<String> tell) {
        this.processes = processes;
        this.asked = asked;
        this.log = log;
        this.tell = tell;
    }

    /** Returns a failure that says which of the two it was. */
    public Failure of(BuildFailure failure) throws IOException {
        BuildFailure.Attempt attempt = failure.attempt();
        tell.accept(attempt.sentence()
                + "; a plain build, with nothing of this plugin's, shows whether the crate compiles");
        if (!goesWell(Addition.nothingOf(attempt, asked))) {
            return Failure.user("The crate does not compile: " + attempt.sentence()
                    + ", and without anything that this plugin adds it fails, too.\n" + attempt.said());
        }
        tell.accept("the crate compiles; tried once more as it was");
        if (goesWell(attempt.command())) {
            return Failure.user(attempt.sentence()
                    + ", and went well when it was tried again: something disturbed it, such as too little"
                    + " memory or another build. Start the build again; what was done stays.\n" + attempt.said());
        }
        List<Addition> additions = Addition.of(attempt);
        for (Addition addition : additions) {
            if (addition.without() != null && !only(additions, addition)) {
                tell.accept("tried without " + addition.name());
            }
            if (addition.without() != null && (only(additions, addition) || goesWell(addition.leftOutOf(attempt)))) {
                return Failure.user("The crate compiles, but not with all that this plugin adds: "
                        + attempt.sentence() + ".\nIt is " + addition.name() + ", which " + addition.does()
                        + ": without it the build goes well. Go without it: " + addition.without() + "\n"
                        + attempt.said());
            }
        }
        return Failure.user("The crate compiles, but not with all that this plugin adds: " + attempt.sentence()
                + ".\nNone of that is the cause alone: "
                + additions.stream().map(Addition::name).collect(Collectors.joining(", ")) + ". Go without several: "
                + additions.stream()
                        .map(Addition::without)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("; "))
                + "\n" + attempt.said());
    }

    /** Whether it is the only addition that a user can leave out; the plain build has then proved it. */
    private static boolean only(List<Addition> additions, Addition addition) {
        return additions.stream().filter(other -> other.without() != null).allMatch(addition::equals);
    }

    private boolean goesWell(Command command) throws IOException {
        return processes.run(command.logTo(log)).ok();
    }
}
