package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.LeftBehind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real JVMs, and two threads of one, that want the same work folder. */
class WorkFolderLockTest {

    @TempDir
    Path folder;

    /** A separate build: takes the lock, says so, and holds it until its input ends. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            try (WorkFolderLock lock = WorkFolderLock.take(Path.of(arguments[0]))) {
                System.out.println("held");
                System.in.read();
            } catch (Failure e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return reader.readLine();
    }

    @Test
    void anotherBuildIsNamedAndAKilledOneHoldsNothing() throws Exception {
        Process other = other();
        try {
            assertThat(firstLine(other)).isEqualTo("held");
            assertThatThrownBy(() -> WorkFolderLock.take(folder))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Another build (process " + other.pid() + ") is at work in " + folder)
                    .hasMessageContaining("-Dpgobolt.workDirectory=");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (WorkFolderLock lock = WorkFolderLock.take(folder)) {
            assertThat(folder.resolve(".lock"))
                    .hasContent(ProcessHandle.current().pid() + " " + LeftBehind.mark());
        }
    }

    @Test
    void aSecondModuleOfThisBuildIsRefusedAndDoesNotOpenTheLockToOtherBuilds() throws Exception {
        try (WorkFolderLock lock = WorkFolderLock.take(folder)) {
            assertThatThrownBy(() -> WorkFolderLock.take(folder))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Another module of this build")
                    .hasMessageContaining("<workDirectory>");
            Process other = other();
            try {
                assertThat(firstLine(other))
                        .startsWith("refused Another build (process "
                                + ProcessHandle.current().pid() + ")");
            } finally {
                other.destroyForcibly();
            }
        }
        try (WorkFolderLock again = WorkFolderLock.take(folder)) {
            assertThat(Files.exists(folder.resolve(".lock"))).isTrue();
        }
    }

    @Test
    void ofManyThreadsOneGetsIt() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<WorkFolderLock>> takers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                takers.add(() -> {
                    try {
                        return WorkFolderLock.take(folder);
                    } catch (Failure refused) {
                        return null;
                    }
                });
            }
            List<WorkFolderLock> held = new ArrayList<>();
            for (Future<WorkFolderLock> taken : pool.invokeAll(takers)) {
                if (taken.get() != null) {
                    held.add(taken.get());
                }
            }
            assertThat(held).hasSize(1);
            held.get(0).close();
        } finally {
            pool.shutdownNow();
        }
    }
}
