package io.github.pgobolt.step;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The git commit that sources are of. */
final class GitCommit {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ProcessRunner processes;
    private final SearchPath programs;

    GitCommit(ProcessRunner processes, SearchPath programs) {
        this.processes = processes;
        this.programs = programs;
    }

    /**
     * Returns the commit; empty if there is no git, if it does not know the manifest, or if a file that it knows in the
     * workspace was changed: a wrong commit is worse than none.
     */
    Optional<String> of(Path manifest, Path workspace) throws IOException {
        Optional<Path> git = programs.find("git");
        // A copy inside the folder of another repository, such as one below target, is not that repository's.
        if (git.isEmpty()
                || ask(git.get(), workspace, "ls-files", "--error-unmatch", manifest.toString())
                        .isEmpty()) {
            return Optional.empty();
        }
        Optional<String> changes = ask(git.get(), workspace, "status", "--porcelain", "--untracked-files=no", ".");
        return changes.filter(String::isEmpty).isPresent()
                ? ask(git.get(), workspace, "rev-parse", "HEAD").filter(commit -> commit.matches("[0-9a-f]{40,64}"))
                : Optional.empty();
    }

    private Optional<String> ask(Path git, Path folder, String... arguments) throws IOException {
        // Without its optional locks: looking must not be in the way of a git that works.
        List<Object> argv = new ArrayList<>(List.of(git, "--no-optional-locks", "-C", folder));
        argv.addAll(Arrays.asList(arguments));
        Outcome outcome = processes.run(Command.of(argv.toArray()).within(LIMIT));
        return outcome.ok() ? Optional.of(outcome.stdout().strip()) : Optional.empty();
    }
}
