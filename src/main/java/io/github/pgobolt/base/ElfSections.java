package io.github.pgobolt.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The section table of an ELF file, read without any tool.
 *
 * @param all in the table's order
 */
public record ElfSections(List<Section> all) {

    private static final int MAGIC = 0x464C457F;
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final long EXECUTABLE = 4;

    /** More names than any linker writes. */
    private static final long MOST_NAMES = 64L << 20;

    /**
     * One section.
     *
     * @param flags SHF_ flags
     */
    public record Section(String name, long flags, long bytes) {

        public boolean isExecutable() {
            return (flags & EXECUTABLE) != 0;
        }
    }

    public ElfSections {
        all = List.copyOf(all);
    }

    /** Empty where the file is not a little-endian ELF file of 64 bits, or has no section table. */
    public static Optional<ElfSections> of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header == null || header.getInt(0) != MAGIC || header.get(4) != 2 || header.get(5) != 1) {
                return Optional.empty();
            }
            long offset = header.getLong(0x28);
            int count = Short.toUnsignedInt(header.getShort(0x3C));
            if (offset <= 0 || count == 0 || header.getShort(0x3A) != SECTION_HEADER) {
                return Optional.empty();
            }
            ByteBuffer table = read(channel, offset, count * SECTION_HEADER);
            if (table == null) {
                return Optional.empty();
            }
            ByteBuffer names = names(channel, table, Short.toUnsignedInt(header.getShort(0x3E)));
            List<Section> sections = new ArrayList<>();
            for (int at = 0; at < count * SECTION_HEADER; at += SECTION_HEADER) {
                sections.add(new Section(name(names, table.getInt(at)), table.getLong(at + 8), table.getLong(at + 32)));
            }
            return Optional.of(new ElfSections(sections));
        }
    }

    /** Whether a section has the name. */
    public boolean has(String name) {
        return any(section -> section.name().equals(name));
    }

    /** Whether any section is of a kind. */
    public boolean any(Predicate<Section> kind) {
        return all.stream().anyMatch(kind);
    }

    private static ByteBuffer names(FileChannel channel, ByteBuffer table, int index) throws IOException {
        int at = index * SECTION_HEADER;
        if (at + SECTION_HEADER > table.limit()) {
            return null;
        }
        long bytes = table.getLong(at + 32);
        return bytes < 0 || bytes > MOST_NAMES ? null : read(channel, table.getLong(at + 24), (int) bytes);
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

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        if (position < 0) {
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
