package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** BOLT's runtime library of instrumentation, which is linked into the file and so must be for the file's processor. */
public final class RuntimeLibrary {

    private static final byte[] ARCHIVE = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    /** The machine of an ELF header (e_machine) and where it stands: 62 is x86-64, 183 AArch64. */
    private static final int MACHINE_AT = 18;
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;
    /** The real ones have some 30 KB. */
    private static final long MOST_BYTES = 16 << 20;

    private RuntimeLibrary() {}

    /**
     * @param architecture as Rust names it
     * @throws Failure where the file is none, or is for another processor
     */
    public static void require(Path library, String architecture) throws IOException {
        String start = "boltRuntimeLibrary names " + library + ", which ";
        String mend = ". It takes the libbolt_rt_instr.a of llvm-bolt's own LLVM, built for " + architecture + ".";
        if (!Files.isRegularFile(library)) {
            throw Failure.user(start + "is no file" + mend);
        }
        byte[] bytes = Files.size(library) > MOST_BYTES ? new byte[0] : Files.readAllBytes(library);
        int member = firstMember(bytes);
        if (member < 0) {
            throw Failure.user(start + "is no archive of object files" + mend);
        }
        int machine = (bytes[member + MACHINE_AT] & 0xff) | (bytes[member + MACHINE_AT + 1] & 0xff) << 8;
        String found = machine == X86_64 ? "x86_64" : machine == AARCH64 ? "aarch64" : "machine " + machine;
        if (!found.equals(architecture)) {
            throw Failure.user(start + "is for " + found + mend);
        }
    }

    /** Where the first ELF file in the archive starts; its index of symbols and its long names come before it. */
    private static int firstMember(byte[] bytes) {
        for (int i = 0; i < ARCHIVE.length; i++) {
            if (bytes.length <= i || bytes[i] != ARCHIVE[i]) {
                return -1;
            }
        }
        for (int at = ARCHIVE.length; at + MACHINE_AT + 1 < bytes.length; at++) {
            if (bytes[at] == 0x7f && bytes[at + 1] == 'E' && bytes[at + 2] == 'L' && bytes[at + 3] == 'F') {
                return at;
            }
        }
        return -1;
    }
}
