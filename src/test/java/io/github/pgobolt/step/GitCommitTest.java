package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real git. */
class GitCommitTest {

    private final ProcessRunner processes = new ProcessRunner();
    private final SearchPath programs = SearchPath.of(processes, List.of());

    @TempDir
    Path repository;

    private Path crate;

    @BeforeEach
    void crate() throws IOException {
        assumeTrue(programs.find("git").isPresent(), "there is no git");
        crate = Files.createDirectories(repository.resolve("crate"));
        Files.writeString(crate.resolve("Cargo.toml"), "[package]\n");
    }

    private String git(String... arguments) throws IOException {
        List<Object> argv =
                new ArrayList<>(List.of("git", "-c", "user.name=tester", "-c", "user.email=tester@localhost"));
        argv.addAll(Arrays.asList(arguments));
        Outcome outcome = processes.run(Command.of(argv.toArray()).in(repository));
        assertThat(outcome.ok()).as(outcome.stderr()).isTrue();
        return outcome.stdout().strip();
    }

    private Optional<String> commit(Path workspace) throws IOException {
        return new GitCommit(processes, programs).of(workspace.resolve("Cargo.toml"), workspace);
    }

    @Test
    void whatIsNoRepositoryHasNone() throws IOException {
        assertThat(commit(crate)).isEmpty();
        git("init", "-q");
        assertThat(commit(crate)).as("nothing is committed").isEmpty();
    }

    @Test
    void theCommitIsToldWhereTheFilesAreThose() throws IOException {
        git("init", "-q");
        git("add", ".");
        git("commit", "-q", "-m", "first");
        Files.writeString(crate.resolve("output.txt"), "of a build");
        assertThat(commit(crate)).contains(git("rev-parse", "HEAD"));
        Files.writeString(crate.resolve("Cargo.toml"), "[package] # changed\n");
        assertThat(commit(crate)).as("a changed file").isEmpty();
    }

    @Test
    void aCopyInsideAnotherRepositoryIsNotOfIt() throws IOException {
        Files.writeString(repository.resolve(".gitignore"), "target\n");
        git("init", "-q");
        git("add", ".");
        git("commit", "-q", "-m", "first");
        Path copy = Files.createDirectories(repository.resolve("target/copy"));
        Files.writeString(copy.resolve("Cargo.toml"), "[package]\n");
        assertThat(commit(copy)).isEmpty();
    }
}
