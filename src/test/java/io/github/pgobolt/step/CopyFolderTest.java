package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyFolderTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatIsThereOrStillToMakeIsFine() {
        assertThatCode(() -> CopyFolder.require(null)).doesNotThrowAnyException();
        assertThatCode(() -> CopyFolder.require(folder)).doesNotThrowAnyException();
        assertThatCode(() -> CopyFolder.require(folder.resolve("native/linux-x86-64")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("win32-x86-64"));
        assertThatThrownBy(() -> CopyFolder.require(file))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file + " is there and is no folder", "-Dpgobolt.copyTo=");
    }

    @Test
    void aFileFurtherUpIsNamedToo() throws IOException {
        Path file = Files.createFile(folder.resolve("native"));
        assertThatThrownBy(() -> CopyFolder.require(file.resolve("linux-x86-64")))
                .hasMessageContainingAll(
                        "cannot be copied to " + file.resolve("linux-x86-64"), file + " is there and is no folder");
    }

    @Test
    void aLinkToNothingIsInTheWay() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("native"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> CopyFolder.require(link)).hasMessageContaining(link + " is there and is no folder");
    }
}
