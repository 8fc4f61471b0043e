package io.github.pgobolt.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ElfSectionsTest {

    private static final String NAMES = "\0.text\0.bss\0.note.gnu.build-id\0.shstrtab\0";
    private static final int NOTE_AT = 64;
    private static final int NAMES_AT = NOTE_AT + 56;
    private static final int TABLE_AT = NAMES_AT + 48;

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSectionsOfAProgramOfThisMachine() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java").toRealPath();
        ElfSections sections = ElfSections.of(java).orElseThrow();
        assertThat(sections.has(".text")).isTrue();
        assertThat(sections.has("__llvm_prf_cnts")).isFalse();
        assertThat(sections.any(s -> s.name().equals(".text") && s.isExecutable() && s.bytes() > 0))
                .isTrue();
        assertThat(sections.codeBytes()).isBetween(100L, Files.size(java) - 1);
        byte[] bytes = Files.readAllBytes(java);
        for (int length : new int[] {0, 3, 63, 64, 200, bytes.length / 2, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            assertThat(ElfSections.of(cut)).as("the first %d bytes", length).isEmpty();
        }
    }

    @Test
    void whatTakesRoomInTheFileAndTheBuildId() throws IOException {
        ElfSections sections = ElfSections.of(write(elf())).orElseThrow();
        assertThat(sections.all().stream().filter(ElfSections.Section::isInFile))
                .extracting(ElfSections.Section::name)
                .containsExactly(".text", ".note.gnu.build-id", ".shstrtab");
        assertThat(sections.codeBytes()).isEqualTo(21);
        assertThat(sections.buildId())
                .as("the second note, behind one of another's")
                .isEqualTo("00ff10a0b0");
    }

    @Test
    void sizesThatCannotBeCostWhatTheyDescribe() throws IOException {
        for (int size : new int[] {-1, Integer.MAX_VALUE, 4096}) {
            ByteBuffer note = elf();
            note.putInt(NOTE_AT + 4, size);
            assertThat(ElfSections.of(write(note)).orElseThrow().buildId())
                    .as("a note of %d bytes", size)
                    .isNull();
            ByteBuffer section = elf();
            section.putLong(TABLE_AT + 3 * 64 + 32, size);
            assertThat(ElfSections.of(write(section)).orElseThrow().buildId())
                    .as("notes of %d bytes", size)
                    .isNull();
            ByteBuffer names = elf();
            names.putLong(TABLE_AT + 4 * 64 + 32, size);
            assertThat(ElfSections.of(write(names)).orElseThrow().has(".text"))
                    .as("names of %d bytes", size)
                    .isFalse();
        }
        ByteBuffer other = elf();
        other.putShort(0x3E, (short) 500);
        assertThat(ElfSections.of(write(other)).orElseThrow().all())
                .extracting(ElfSections.Section::name)
                .containsOnly("");
    }

    @Test
    void whatIsNoElfFileOfThisKindHasNone() throws IOException {
        assertThat(ElfSections.of(Files.writeString(folder.resolve("text"), "#!/bin/sh\n".repeat(40))))
                .isEmpty();
        assertThat(ElfSections.of(write(elf().put(4, (byte) 1))))
                .as("of 32 bits")
                .isEmpty();
        assertThat(ElfSections.of(write(elf().put(5, (byte) 2))))
                .as("big-endian")
                .isEmpty();
        assertThat(ElfSections.of(write(elf().putShort(0x3C, (short) 6))))
                .as("a table beyond the end")
                .isEmpty();
    }

    @Test
    void whatTheLinkerSaysOfItself() throws IOException {
        byte[] comments = "GCC: (Debian) 14\0\0Linker: LLD 22.1.2\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer elf = elf().put(NAMES_AT + NAMES.indexOf(".note"), ".comment\0".getBytes(StandardCharsets.US_ASCII))
                .put(NOTE_AT, comments)
                .putInt(TABLE_AT + 3 * 64 + 4, 1)
                .putLong(TABLE_AT + 3 * 64 + 32, comments.length);
        assertThat(ElfSections.of(write(elf)).orElseThrow().comments())
                .containsExactly("GCC: (Debian) 14", "Linker: LLD 22.1.2");
        elf.putLong(TABLE_AT + 3 * 64 + 32, Integer.MAX_VALUE);
        assertThat(ElfSections.of(write(elf)).orElseThrow().comments()).isEmpty();
        assertThat(ElfSections.of(write(elf())).orElseThrow().comments()).isEmpty();
    }

    private Path write(ByteBuffer elf) throws IOException {
        return Files.write(folder.resolve("elf"), elf.array());
    }

    /** Builds a file with two notes, the names, and a table of five sections. */
    private static ByteBuffer elf() {
        ByteBuffer elf = ByteBuffer.allocate(TABLE_AT + 5 * 64).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) 62);
        elf.putLong(0x28, TABLE_AT)
                .putShort(0x3A, (short) 64)
                .putShort(0x3C, (short) 5)
                .putShort(0x3E, (short) 4);
        elf.position(NOTE_AT)
                .putInt(5)
                .putInt(3)
                .putInt(3)
                .put("Xtra\0\0\0\0xyz\0".getBytes(StandardCharsets.US_ASCII));
        elf.putInt(4)
                .putInt(5)
                .putInt(3)
                .put("GNU\0".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {0, -1, 16, -96, -80});
        elf.put(NAMES_AT, NAMES.getBytes(StandardCharsets.US_ASCII));
        section(elf, 0, "", 0, 0, 0, 0);
        section(elf, 1, ".text", 1, 6, 0, 21);
        section(elf, 2, ".bss", 8, 3, 0, 4000);
        section(elf, 3, ".note.gnu.build-id", 7, 2, NOTE_AT, 48);
        section(elf, 4, ".shstrtab", 3, 0, NAMES_AT, NAMES.length());
        return elf;
    }

    private static void section(ByteBuffer elf, int index, String name, int type, long flags, long offset, long bytes) {
        int at = TABLE_AT + index * 64;
        elf.putInt(at, name.isEmpty() ? 0 : NAMES.indexOf("\0" + name + "\0") + 1)
                .putInt(at + 4, type)
                .putLong(at + 8, flags);
        elf.putLong(at + 24, offset).putLong(at + 32, bytes);
    }
}
