package io.github.pgobolt.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The size of an ELF file's code: its executable sections. */
final class ElfText {

    private static final int MAGIC = 0x464C457F;
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final long EXECUTABLE = 4;

    private ElfText() {}

    /** Null where the file is not a little-endian ELF file of 64 bits, or has no section table. */
    static Long size(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header == null || header.getInt(0) != MAGIC || header.get(4) != 2 || header.get(5) != 1) {
                return null;
            }
            long offset = header.getLong(0x28);
            int count = Short.toUnsignedInt(header.getShort(0x3C));
            if (offset <= 0 || count == 0 || header.getShort(0x3A) != SECTION_HEADER) {
                return null;
            }
            ByteBuffer sections = read(channel, offset, count * SECTION_HEADER);
            if (sections == null) {
                return null;
            }
            long size = 0;
            for (int i = 0; i < count; i++) {
                int at = i * SECTION_HEADER;
                size += (sections.getLong(at + 8) & EXECUTABLE) != 0 ? sections.getLong(at + 32) : 0;
            }
            return size;
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                return null;
            }
        }
        return buffer.flip();
    }
}
