package io.github.pgobolt.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On a program of this machine, and on copies of it with one number changed. */
@EnabledOnOs(OS.LINUX)
class UnwindTablesTest {

    @TempDir
    Path folder;

    private ByteBuffer program;
    private ElfSections.Section frames;
    private ElfSections.Section index;

    @BeforeEach
    void read() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java").toRealPath();
        ElfSections sections = ElfSections.of(java).orElseThrow();
        frames = sections.named(".eh_frame");
        index = sections.named(".eh_frame_hdr");
        program = ByteBuffer.wrap(Files.readAllBytes(java)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private boolean areWhole() throws IOException {
        return UnwindTables.areWhole(Files.write(folder.resolve("program"), program.array()));
    }

    private int programHeader() {
        int at = (int) program.getLong(0x20);
        while (program.getInt(at) != 0x6474E550) {
            at += 56;
        }
        return at;
    }

    @Test
    void aLinkersTablesAreWhole() throws IOException {
        assertThat(areWhole()).isTrue();
    }

    @Test
    void anotherIndexThatTheLoaderFinds() throws IOException {
        int at = programHeader() + 16;
        program.putLong(at, program.getLong(at) + 4096);
        assertThat(areWhole()).isFalse();
    }

    @Test
    void noIndexThatTheLoaderFinds() throws IOException {
        program.putInt(programHeader(), 0);
        assertThat(areWhole()).isFalse();
    }

    @Test
    void aPairThatLeadsOutOfTheFrames() throws IOException {
        int second = (int) index.offset() + 12 + 8 + 4;
        program.putInt(second, (int) (frames.address() + frames.bytes() - index.address()));
        assertThat(areWhole()).isFalse();
    }

    @Test
    void anIndexOfAnotherForm() throws IOException {
        program.put((int) index.offset() + 3, (byte) 0x1B);
        assertThat(areWhole()).isFalse();
    }

    @Test
    void morePairsThanThereIsRoomFor() throws IOException {
        program.putInt((int) index.offset() + 8, -1);
        assertThat(areWhole()).isFalse();
    }

    @Test
    void aFrameWhoseCommonPartIsElsewhere() throws IOException {
        int first = (int) frames.offset();
        int second = first + 4 + program.getInt(first);
        program.putInt(second + 4, second + 5 - first);
        assertThat(areWhole()).isFalse();
    }

    @Test
    void aFrameThatReachesBeyondTheEnd() throws IOException {
        program.putInt((int) frames.offset(), (int) frames.bytes());
        assertThat(areWhole()).isFalse();
    }

    @Test
    void noElfFile() throws IOException {
        program = ByteBuffer.allocate(3);
        assertThat(areWhole()).isFalse();
    }
}
