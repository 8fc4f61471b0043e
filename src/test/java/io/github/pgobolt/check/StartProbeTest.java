package io.github.pgobolt.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests are scripts here: what they are written in is nothing to the probe. */
class StartProbeTest {

    @TempDir
    Path folder;

    private Path place;

    @BeforeEach
    void cargosOwnFile() throws IOException {
        place = script("tally", "echo \"hello $1\"");
    }

    @Test
    void aTestThatStartsTheProgramIsTold() throws IOException {
        // With an empty environment, as assert_cmd and others can be asked to.
        assertThat(look("test \"$1\" = --test-threads=1 && test \"$(env -i '" + place + "' you)\" = 'hello you'"))
                .isEqualTo(new StartProbe.Seen(true, List.of("--test-threads=1")));
        assertThat(Files.readString(place)).as("cargo's own file is back").contains("hello $1");
    }

    @Test
    void oneThatNeverDoesIsTold() throws IOException {
        assertThat(look("test -x '" + place + "'")).isEqualTo(new StartProbe.Seen(false, List.of("--test-threads=1")));
    }

    @Test
    void aHarnessWithOtherArgumentsIsGivenNone() throws IOException {
        assertThat(look("test $# = 0 && '" + place + "' you")).isEqualTo(new StartProbe.Seen(true, List.of()));
    }

    @Test
    void argumentsOfTheWorkloadAreKept() throws IOException {
        assertThat(look("test \"$*\" = '--skip slow --test-threads=2'", "--skip", "slow", "--test-threads=2"))
                .isEqualTo(new StartProbe.Seen(false, List.of()));
    }

    @Test
    void aTestThatFailsOnTheBaselineIsNamedWithWhatToTypeNext() {
        assertThatThrownBy(() -> look(
                        "echo 'running 2 tests'; echo 'test counts ... ok'; echo 'test reads_the_net ... FAILED'; '"
                                + place + "'; exit 101"))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USER))
                .hasMessageContaining("The test 'cli' of the crate fails on the baseline: reads_the_net.")
                .hasMessageContaining("cargo test --release --test cli")
                .hasMessageContaining("-Dpgobolt.evaluate=")
                .hasMessageContaining("<arg>--skip</arg><arg>reads_the_net</arg>");
        assertThat(place).content().contains("hello $1");
    }

    private StartProbe.Seen look(String line, String... arguments) throws IOException {
        Command test = Command.of(script("cli", line))
                .and(List.of(arguments))
                .in(folder)
                .within(Duration.ofSeconds(20));
        return new StartProbe(new ProcessRunner(), folder.resolve("probe")).look("cli", test, place);
    }

    private Path script(String name, String line) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
