package io.github.pgobolt.elf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.BytesDifference.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDifferenceTest {

    private static final int HEADER = 64;

    @TempDir
    Path folder;

    private record Part(String name, String content) {}

    private List<FileDifference> between(Path first, Path second) throws IOException {
        return FileDifference.between(first, second, Path.of("/w/build/pgo"), Path.of("/w/build/the-second"));
    }

    @Test
    void equalFilesHaveNone() throws IOException {
        assertThat(between(elf("a", new Part(".text", "code")), elf("b", new Part(".text", "code"))))
                .isEmpty();
    }

    @Test
    void theSectionThatDiffersIsNamedAndWhy() throws IOException {
        List<FileDifference> found = between(
                elf("a", new Part(".text", "code"), new Part(".rodata", "\0\0\0built at 1764209354")),
                elf("b", new Part(".text", "code"), new Part(".rodata", "\0\0\0built at 1764209361")));
        assertThat(found)
                .containsExactly(new FileDifference(
                        ".rodata",
                        HEADER + 4,
                        22L,
                        22L,
                        20L,
                        "built at 1764209354",
                        "built at 1764209361",
                        Cause.TIME));
        assertThat(found.get(0).words())
                .isEqualTo(".rodata (offset 0x44, 22 bytes) differs at 0x58: \"built at 1764209354\" and"
                        + " \"built at 1764209361\", a time");
    }

    @Test
    void aLongerFolderMovesAllBehindItAndIsNamedFirst() throws IOException {
        List<FileDifference> found = between(
                elf("a", new Part(".text", "\1\2"), new Part(".rodata", "/w/build/pgo/x"), new Part(".data", "same")),
                elf(
                        "b",
                        new Part(".text", "\1\3"),
                        new Part(".rodata", "/w/build/the-second/x"),
                        new Part(".data", "same")));
        assertThat(found).extracting(FileDifference::section).containsExactly(".rodata", ".text");
        assertThat(found.get(0).cause()).isEqualTo(Cause.PATH);
        assertThat(found.get(0).words()).contains("14 and 21 bytes", "/w/build/pgo/x", "a folder of this machine");
    }

    @Test
    void aSectionThatOnlyOneHas() throws IOException {
        List<FileDifference> found = between(
                elf("a", new Part(".text", "code"), new Part(".mine", "x")),
                elf("b", new Part(".text", "code"), new Part(".yours", "yy")));
        assertThat(found.stream().map(FileDifference::words))
                .contains(
                        ".mine (offset 0x44, 1 bytes) is only in the first",
                        ".yours (offset 0x44, 2 bytes) is only in the second");
    }

    @Test
    void sectionsOfOneNameAreComparedInTheirOrder() throws IOException {
        List<FileDifference> found = between(
                elf("a", new Part(".text", "first"), new Part(".text", "second")),
                elf("b", new Part(".text", "first"), new Part(".text", "sec0nd")));
        assertThat(found).extracting(FileDifference::offset).containsExactly(HEADER + 5L);
    }

    /** It is a hash of all the rest, and differs wherever anything does. */
    @Test
    void theBuildIdIsNamedWhereNothingElseDiffers() throws IOException {
        Part id = new Part(".note.gnu.build-id", "\1");
        Part other = new Part(".note.gnu.build-id", "\2");
        assertThat(between(elf("a", id, new Part(".text", "x")), elf("b", other, new Part(".text", "x"))))
                .extracting(FileDifference::section)
                .containsExactly(".note.gnu.build-id");
        assertThat(between(elf("a", id, new Part(".text", "x")), elf("b", other, new Part(".text", "y"))))
                .extracting(FileDifference::section)
                .containsExactly(".text");
    }

    @Test
    void aHeaderAndAFileThatIsNotElfDifferAsAWhole() throws IOException {
        Path first = elf("a", new Part(".text", "x"));
        Path second = elf("b", new Part(".text", "x"));
        byte[] bytes = Files.readAllBytes(second);
        bytes[0x30] = 7;
        Files.write(second, bytes);
        assertThat(between(first, second))
                .extracting(FileDifference::section, FileDifference::at)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(null, 0x30L));
        Path text = Files.writeString(folder.resolve("c"), "text");
        assertThat(between(first, text)).singleElement().satisfies(found -> {
            assertThat(found.words()).startsWith("the file (offset 0x0, ").contains(" and 4 bytes) differs at 0x0");
        });
    }

    /** Writes a file of these sections, one behind the other, and their table. */
    private Path elf(String name, Part... parts) throws IOException {
        List<Part> all = new ArrayList<>(List.of(parts));
        StringBuilder names = new StringBuilder("\0");
        List<Integer> nameAt = new ArrayList<>();
        for (Part part : parts) {
            nameAt.add(names.length());
            names.append(part.name()).append('\0');
        }
        nameAt.add(names.length());
        names.append(".shstrtab\0");
        all.add(new Part(".shstrtab", names.toString()));
        int end =
                HEADER + all.stream().mapToInt(part -> part.content().length()).sum();
        ByteBuffer elf = ByteBuffer.allocate(end + (all.size() + 1) * 64).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putShort(18, (short) 62)
                .putLong(0x28, end)
                .putShort(0x3A, (short) 64)
                .putShort(0x3C, (short) (all.size() + 1))
                .putShort(0x3E, (short) all.size());
        int at = HEADER;
        for (int i = 0; i < all.size(); i++) {
            byte[] content = all.get(i).content().getBytes(StandardCharsets.ISO_8859_1);
            elf.put(at, content);
            int header = end + (i + 1) * 64;
            elf.putInt(header, nameAt.get(i))
                    .putInt(header + 4, 1)
                    .putLong(header + 24, at)
                    .putLong(header + 32, content.length);
            at += content.length;
        }
        return Files.write(folder.resolve(name), elf.array());
    }
}
