package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    /** Writes half of a text, and is killed. */
    public static final class Killed {

        private Killed() {}

        public static void main(String[] args) throws IOException {
            WholeFile.write(Path.of(args[0]), temporary -> {
                Files.writeString(temporary, "half of the new te");
                Runtime.getRuntime().halt(137);
            });
        }
    }

    @Test
    void foldersThatAreMissingAreMadeAndAnOldFileIsReplaced() throws IOException {
        Path file = folder.resolve("a/b/file.json");
        assertThat(WholeFile.write(file, "old and longer")).isEqualTo(file).hasContent("old and longer");
        assertThat(WholeFile.write(file, "new")).hasContent("new");
        assertThat(file.getParent()).as("and nothing else").isDirectoryContaining(only -> only.equals(file));
    }

    @Test
    void aNameWithoutAFolderIsInTheCurrentOne() throws IOException {
        Path file = Path.of("target-of-WholeFileTest.txt");
        try {
            assertThat(WholeFile.write(file, "x")).hasContent("x");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoMayReadOtherFilesMayReadThisOne() throws IOException {
        Path usual = Files.writeString(folder.resolve("usual"), "");
        Path file = WholeFile.write(folder.resolve("file"), "x");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = WholeFile.write(folder.resolve("file"), "old");
        assertThatThrownBy(() -> WholeFile.write(file, temporary -> {
                    Files.writeString(temporary, "half of the new te");
                    Files.writeString(Path.of("/dev/full"), "xt");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(file).hasContent("old");
        assertThat(folder)
                .isDirectoryContaining(only -> only.equals(file))
                .isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void aWriterThatIsKilledLeavesTheOldFileAndTheNextOneIsNotInItsWay() throws IOException {
        Path file = WholeFile.write(folder.resolve("file"), "old");
        assertThat(new ProcessRunner()
                        .run(Command.of(
                                Path.of(System.getProperty("java.home"), "bin/java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Killed.class.getName(),
                                file))
                        .exit())
                .isEqualTo(137);
        assertThat(file).hasContent("old");
        assertThat(WholeFile.write(file, "new")).hasContent("new");
    }

    @Test
    void aFileThatIsAsItShouldBeIsLeftAlone() throws IOException {
        Path file = WholeFile.keep(folder.resolve("main.rs"), "fn main() {}");
        FileTime then = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, then);
        WholeFile.keep(file, "fn main() {}");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
        assertThat(WholeFile.keep(file, "fn main() { }")).hasContent("fn main() { }");
        assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(then);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCopyKeepsPermissionsAndReplaces() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "new");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x--x"));
        Path target = WholeFile.write(folder.resolve("variants/program"), "old and longer");
        assertThat(WholeFile.copy(source, target)).isEqualTo(target).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwxr-x--x");
        assertThat(target.getParent()).isDirectoryNotContaining(other -> !other.equals(target));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramIsReplacedWhileItRuns() throws Exception {
        Path target = WholeFile.copy(Path.of("/bin/sleep"), folder.resolve("running"));
        Process running = new ProcessBuilder(target.toString(), "30").start();
        try {
            WholeFile.copy(Path.of("/bin/echo"), target);
            assertThat(target).hasSameBinaryContentAs(Path.of("/bin/echo"));
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void betweenTwoFileSystemsAFileIsCopiedOverTheOther() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(folder)),
                "one file system");
        Path source = Files.createTempFile(memory, "WholeFileTest", null);
        try {
            Path target = Files.writeString(folder.resolve("target"), "old");
            assertThat(WholeFile.move(Files.writeString(source, "new"), target)).hasContent("new");
            assertThat(source).doesNotExist();
        } finally {
            Files.deleteIfExists(source);
        }
    }
}
