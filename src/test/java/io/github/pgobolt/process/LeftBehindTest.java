package io.github.pgobolt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real processes, with the mark of another build in their environment. */
@EnabledOnOs(OS.LINUX)
class LeftBehindTest {

    private static Process marked(String build) throws IOException {
        ProcessBuilder sleep = new ProcessBuilder("sleep", "300");
        sleep.environment().put(ProcessTree.MARK, build + "/" + UUID.randomUUID());
        return sleep.start();
    }

    @Test
    void whatAKilledBuildStartedIsEndedAndNothingElse() throws Exception {
        String killed = UUID.randomUUID().toString();
        Process left = marked(killed);
        Process foreign = marked(UUID.randomUUID().toString());
        Process own = marked(LeftBehind.mark());
        try {
            assertThat(LeftBehind.end(killed)).isEqualTo(1);
            assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(LeftBehind.end(killed)).isZero();
            assertThat(LeftBehind.end(LeftBehind.mark())).as("this build's own").isZero();
            assertThat(foreign.isAlive()).isTrue();
            assertThat(own.isAlive()).isTrue();
        } finally {
            left.destroyForcibly();
            foreign.destroyForcibly();
            own.destroyForcibly();
        }
    }

    @Test
    void halfAMarkOfADamagedFileEndsNothing() throws Exception {
        Process foreign = marked(UUID.randomUUID().toString());
        try {
            for (String half : new String[] {"", " ", "a", "0", "-", "x".repeat(36)}) {
                assertThat(LeftBehind.end(half)).as("'" + half + "'").isZero();
            }
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void everyCommandCarriesTheBuildsMark() throws IOException {
        String seen = new ProcessRunner()
                .run(Command.of("sh", "-c", "echo $" + ProcessTree.MARK))
                .stdout();
        assertThat(seen).startsWith(LeftBehind.mark() + "/");
    }
}
