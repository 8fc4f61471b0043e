package io.github.pgobolt.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The tables by which stacks of a file of x86-64 are unwound at run time: {@code .eh_frame} and its index (Linux Standard
 * Base, Core Specification, "Exception Frames"). They are read without any tool.
 */
public final class UnwindTables {

    private static final String FRAMES = ".eh_frame";
    private static final String INDEX = ".eh_frame_hdr";

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int GNU_EH_FRAME = 0x6474E550;

    /** The only form of an index that linkers and llvm-bolt write: sorted pairs of signed words, relative to its start. */
    private static final int FORM = 0x3B031B01;

    private static final int INDEX_HEADER = 12;
    private static final int PAIR = 8;
    private static final int LONG_ENTRY = -1;

    private UnwindTables() {}

    /**
     * Whether the tables with these names are all that is read at run time: the loader finds this index, and nothing in it or
     * in the frames leads out of the frames. False for what is not understood.
     */
    public static boolean areWhole(Path file) throws IOException {
        Optional<ElfSections> sections = ElfSections.of(file);
        ElfSections.Section frames = sections.map(all -> all.named(FRAMES)).orElse(null);
        ElfSections.Section index = sections.map(all -> all.named(INDEX)).orElse(null);
        if (frames == null || index == null) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return isFound(channel, index)
                    && leadsInto(frames, index, contents(channel, index))
                    && refersToItself(contents(channel, frames));
        }
    }

    private static ByteBuffer contents(FileChannel channel, ElfSections.Section section) throws IOException {
        return section.isInFile() && section.bytes() <= Integer.MAX_VALUE
                ? ElfSections.read(channel, section.offset(), (int) section.bytes())
                : null;
    }

    /** Whether the loader finds the index, and no other one. */
    private static boolean isFound(FileChannel channel, ElfSections.Section index) throws IOException {
        ByteBuffer header = ElfSections.read(channel, 0, HEADER);
        int count = Short.toUnsignedInt(header.getShort(0x38));
        ByteBuffer table = ElfSections.read(channel, header.getLong(0x20), count * PROGRAM_HEADER);
        if (table == null || header.getShort(0x36) != PROGRAM_HEADER) {
            return false;
        }
        int found = 0;
        for (int at = 0; at < table.limit(); at += PROGRAM_HEADER) {
            if (table.getInt(at) == GNU_EH_FRAME) {
                found++;
                if (table.getLong(at + 16) != index.address()) {
                    return false;
                }
            }
        }
        return found == 1;
    }

    private static boolean leadsInto(ElfSections.Section frames, ElfSections.Section index, ByteBuffer bytes) {
        if (bytes == null || bytes.limit() < INDEX_HEADER || bytes.getInt(0) != FORM) {
            return false;
        }
        long pairs = Integer.toUnsignedLong(bytes.getInt(8));
        if (!frames.contains(index.address() + 4 + bytes.getInt(4)) || INDEX_HEADER + pairs * PAIR > bytes.limit()) {
            return false;
        }
        for (long pair = 0; pair < pairs; pair++) {
            if (!frames.contains(index.address() + bytes.getInt((int) (INDEX_HEADER + pair * PAIR + 4)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether what functions have in common is in the same section, which each entry says by the bytes back to it. */
    private static boolean refersToItself(ByteBuffer bytes) {
        long at = 0;
        while (bytes != null && at + 4 <= bytes.limit()) {
            int length = bytes.getInt((int) at);
            if (length == 0) {
                at += 4;
                continue;
            }
            long end = at + 4 + Integer.toUnsignedLong(length);
            if (length == LONG_ENTRY || length < 4 || end > bytes.limit()) {
                return false;
            }
            long back = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
            if (back > at + 4) {
                return false;
            }
            at = end;
        }
        return bytes != null && at == bytes.limit();
    }
}
