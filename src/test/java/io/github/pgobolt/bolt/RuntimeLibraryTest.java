package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives as ar writes them: a magic string, then members with headers of 60 bytes, the first being the symbol index.
 */
class RuntimeLibraryTest {

    @TempDir
    Path folder;

    private Path archive(String name, int machine) throws IOException {
        String head =
                "!<arch>\n" + "/" + " ".repeat(57) + "`\n" + "index of symbols" + "instr.o/" + " ".repeat(50) + "`\n";
        byte[] object = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, object, 0, 7);
        object[18] = (byte) machine;
        Path file = folder.resolve(name);
        Files.write(file, head.getBytes(StandardCharsets.US_ASCII));
        Files.write(file, object, java.nio.file.StandardOpenOption.APPEND);
        return file;
    }

    @Test
    void oneForTheTargetIsTaken() throws IOException {
        Path arm = archive("arm.a", 183);
        Path intel = archive("intel.a", 62);
        assertThatCode(() -> RuntimeLibrary.require(arm, "aarch64")).doesNotThrowAnyException();
        assertThatCode(() -> RuntimeLibrary.require(intel, "x86_64")).doesNotThrowAnyException();
        assertThatThrownBy(() -> RuntimeLibrary.require(intel, "aarch64"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("boltRuntimeLibrary")
                .hasMessageContaining("is for x86_64")
                .hasMessageContaining("built for aarch64");
        Path other = archive("riscv.a", 243);
        assertThatThrownBy(() -> RuntimeLibrary.require(other, "aarch64")).hasMessageContaining("is for riscv");
    }

    @Test
    void whatIsNoArchiveIsNamedAsThat() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no archive");
        Path empty = Files.writeString(folder.resolve("empty.a"), "");
        Path hollow = Files.writeString(folder.resolve("hollow.a"), "!<arch>\n");
        for (Path file : new Path[] {text, empty, hollow}) {
            assertThatThrownBy(() -> RuntimeLibrary.require(file, "aarch64"))
                    .hasMessageContaining("no archive of object files");
        }
        assertThatThrownBy(() -> RuntimeLibrary.require(folder.resolve("gone.a"), "aarch64"))
                .hasMessageContaining("is no file");
    }

    @Test
    void codeThatIsNotKnownIsLeftAlone() throws IOException {
        Path copy = folder.resolve("copy.a");
        for (Path file : new Path[] {archive("unknown.a", 62), archive("other.a", 183), folder.resolve("gone.a")}) {
            assertThat(RuntimeLibrary.copyThatAppends(file, copy))
                    .as(file.toString())
                    .isFalse();
            assertThat(copy).doesNotExist();
        }
    }
}
