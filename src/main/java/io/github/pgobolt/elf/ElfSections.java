package io.github.pgobolt.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The section table of an ELF file, read without any tool.
 *
 * @param all in the table's order
 * @param buildId in hexadecimal, or null if the linker wrote none
 * @param comments what compilers and linkers say of themselves, such as {@code Linker: LLD 22.1.2}
 */
public record ElfSections(List<Section> all, String buildId, List<String> comments) {

    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final int NO_BITS = 8;
    private static final int NOTES = 7;
    private static final long EXECUTABLE = 4;

    private static final int NOTE_HEADER = 12;
    private static final int BUILD_ID_NOTE = 3;
    private static final byte[] GNU = {'G', 'N', 'U', 0};

    /** More than the names or notes of any linker's output take. */
    private static final long MOST_BYTES = 64L << 20;

    /**
     * One section.
     *
     * @param type SHT_ number
     * @param flags SHF_ flags
     * @param address where it begins in memory; 0 if it is not loaded
     * @param offset where it begins in the file
     * @param bytes its size in memory, which is also its size in the file if {@link #isInFile()}
     */
    public record Section(String name, int type, long flags, long address, long offset, long bytes) {

        public boolean isExecutable() {
            return (flags & EXECUTABLE) != 0;
        }

        /** Whether it takes up space in the file; {@code .bss} and the like do not. */
        public boolean isInFile() {
            return type != NO_BITS && bytes > 0;
        }

        /** Whether a place in memory is in it. */
        public boolean contains(long at) {
            return at >= address && at < address + bytes;
        }
    }

    public ElfSections {
        all = List.copyOf(all);
        comments = List.copyOf(comments);
    }

    /**
     * Returns the sections; empty if the file is not a little-endian ELF file of 64 bits, or its section table is
     * incomplete.
     */
    public static Optional<ElfSections> of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header == null
                    || ElfHeader.of(header.array(), 0)
                            .filter(elf -> elf.bits() == 64 && elf.order() == ByteOrder.LITTLE_ENDIAN)
                            .isEmpty()) {
                return Optional.empty();
            }
            long offset = header.getLong(0x28);
            int count = Short.toUnsignedInt(header.getShort(0x3C));
            if (offset <= 0 || count == 0 || header.getShort(0x3A) != SECTION_HEADER) {
                return Optional.empty();
            }
            ByteBuffer table = read(channel, offset, count * SECTION_HEADER);
            return table == null
                    ? Optional.empty()
                    : Optional.of(of(channel, table, Short.toUnsignedInt(header.getShort(0x3E))));
        }
    }

    private static ElfSections of(FileChannel channel, ByteBuffer table, int ofNames) throws IOException {
        ByteBuffer names = contents(channel, table, ofNames * SECTION_HEADER);
        List<Section> sections = new ArrayList<>();
        String buildId = null;
        List<String> comments = new ArrayList<>();
        for (int at = 0; at < table.limit(); at += SECTION_HEADER) {
            int type = table.getInt(at + 4);
            sections.add(new Section(
                    name(names, table.getInt(at)),
                    type,
                    table.getLong(at + 8),
                    table.getLong(at + 16),
                    table.getLong(at + 24),
                    table.getLong(at + 32)));
            if (type == NOTES && buildId == null) {
                buildId = buildId(contents(channel, table, at));
            }
            if (sections.get(sections.size() - 1).name().equals(".comment")) {
                comments.addAll(texts(contents(channel, table, at)));
            }
        }
        return new ElfSections(sections, buildId, comments);
    }

    /** Whether a section has this name. */
    public boolean has(String name) {
        return named(name) != null;
    }

    /** Returns the first section of this name, or null. */
    public Section named(String name) {
        return all.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether any section is of a kind. */
    public boolean any(Predicate<Section> kind) {
        return all.stream().anyMatch(kind);
    }

    /** Returns the size of the code: of all executable sections. */
    public long codeBytes() {
        return all.stream()
                .filter(Section::isExecutable)
                .mapToLong(Section::bytes)
                .sum();
    }

    /** Returns the bytes of a section; null if the file ends before it does. */
    private static ByteBuffer contents(FileChannel channel, ByteBuffer table, int at) throws IOException {
        if (at + SECTION_HEADER > table.limit()) {
            return null;
        }
        long bytes = table.getLong(at + 32);
        return bytes < 0 || bytes > MOST_BYTES ? null : read(channel, table.getLong(at + 24), (int) bytes);
    }

    /** Returns the texts of a section, each of which ends with a byte of zero. */
    private static List<String> texts(ByteBuffer section) {
        return section == null
                ? List.of()
                : Stream.of(StandardCharsets.UTF_8.decode(section).toString().split("\0"))
                        .filter(text -> !text.isBlank())
                        .toList();
    }

    private static String name(ByteBuffer names, int start) {
        if (names == null || start < 0 || start >= names.limit()) {
            return "";
        }
        int end = start;
        while (end < names.limit() && names.get(end) != 0) {
            end++;
        }
        return StandardCharsets.UTF_8.decode(names.slice(start, end - start)).toString();
    }

    /**
     * Finds the build-id among the notes. They follow each other: three words of sizes and type, then a name and its
     * data, each padded to four bytes.
     */
    private static String buildId(ByteBuffer notes) {
        long at = 0;
        while (notes != null && at + NOTE_HEADER <= notes.limit()) {
            long nameBytes = Integer.toUnsignedLong(notes.getInt((int) at));
            long dataBytes = Integer.toUnsignedLong(notes.getInt((int) at + 4));
            long data = at + NOTE_HEADER + (nameBytes + 3) / 4 * 4;
            if (data + dataBytes > notes.limit()) {
                return null;
            }
            int name = (int) at + NOTE_HEADER;
            if (notes.getInt((int) at + 8) == BUILD_ID_NOTE
                    && nameBytes == GNU.length
                    && dataBytes > 0
                    && notes.slice(name, GNU.length).equals(ByteBuffer.wrap(GNU))) {
                return HexFormat.of().formatHex(notes.array(), (int) data, (int) (data + dataBytes));
            }
            at = data + (dataBytes + 3) / 4 * 4;
        }
        return null;
    }

    /** Returns bytes of a file; null if it ends before they do. */
    static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        if (position < 0 || position > channel.size() - length) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                return null;
            }
        }
        return buffer.flip();
    }
}
