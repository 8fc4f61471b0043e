package io.github.pgobolt.elf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processor that an ELF file is for (e_ident and e_machine of the ELF-64 Object File Format).
 *
 * @param bits 32 or 64
 * @param machine e_machine
 */
public record ElfHeader(int bits, ByteOrder order, int machine) {

    /** Up to the machine field; so far files of 32 and of 64 bits are alike. */
    static final int BYTES = 20;

    private static final int MAGIC = 0x7F454C46;
    private static final int CLASS_AT = 4;
    private static final int DATA_AT = 5;
    private static final int MACHINE_AT = 18;

    /** Returns the header; empty if the file is not an ELF file. */
    public static Optional<ElfHeader> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(BYTES), 0);
        }
    }

    /** Returns the header of a file within other bytes, such as a member of an archive; empty if none starts there. */
    public static Optional<ElfHeader> of(byte[] bytes, int at) {
        if (at < 0 || bytes.length - at < BYTES) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, at, BYTES).slice();
        int bits = header.get(CLASS_AT) == 1 ? 32 : header.get(CLASS_AT) == 2 ? 64 : 0;
        int data = header.get(DATA_AT);
        if (header.getInt(0) != MAGIC || bits == 0 || data != 1 && data != 2) {
            return Optional.empty();
        }
        ByteOrder order = data == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return Optional.of(new ElfHeader(
                bits, order, Short.toUnsignedInt(header.order(order).getShort(MACHINE_AT))));
    }

    /**
     * Returns a name such as {@code x86_64}, {@code aarch64}, {@code x86}, {@code x32}, {@code arm}, {@code riscv};
     * others by number.
     */
    public String processor() {
        return switch (machine) {
            case 3 -> "x86";
            case 40 -> "arm";
            case 62 -> bits == 32 ? "x32" : "x86_64";
            case 183 -> "aarch64";
            case 243 -> "riscv";
            default -> "machine " + machine;
        };
    }
}
