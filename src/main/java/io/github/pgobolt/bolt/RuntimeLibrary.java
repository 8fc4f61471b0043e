package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.elf.ElfHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** BOLT's instrumentation runtime, which is linked into the file and so must be for the file's processor. */
public final class RuntimeLibrary {

    private static final byte[] ARCHIVE = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    /** The real ones have some 30 KB. */
    private static final long MOST_BYTES = 16 << 20;

    /** mov $0x241, %esi: O_WRONLY | O_CREAT | O_TRUNC, with which the runtime opens its profile. */
    private static final byte[] OPENS_EMPTIED = {(byte) 0xbe, 0x41, 0x02, 0, 0};
    /** mov $0x441, %esi: with O_APPEND in place of O_TRUNC. */
    private static final byte[] OPENS_AT_END = {(byte) 0xbe, 0x41, 0x04, 0, 0};
    /** mov $77, %rax; syscall: ftruncate, which LLVM 19 and newer call before they write. */
    private static final byte[] EMPTIES = {0x48, (byte) 0xc7, (byte) 0xc0, 0x4d, 0, 0, 0, 0x0f, 0x05};
    /** mov $24, %rax; syscall: sched_yield, which changes nothing and returns 0, as the runtime expects. */
    private static final byte[] YIELDS = {0x48, (byte) 0xc7, (byte) 0xc0, 0x18, 0, 0, 0, 0x0f, 0x05};

    private RuntimeLibrary() {}

    /**
     * @param architecture as Rust names it
     * @throws Failure if the file is not a library, or is for another processor
     */
    public static void require(Path library, String architecture) throws IOException {
        String start = "boltRuntimeLibrary names " + library + ", which ";
        String fix = ". It takes the libbolt_rt_instr.a of llvm-bolt's own LLVM, built for " + architecture + ".";
        if (!Files.isRegularFile(library)) {
            throw Failure.user(start + "is no file" + fix);
        }
        byte[] bytes = Files.size(library) > MOST_BYTES ? new byte[0] : Files.readAllBytes(library);
        Optional<ElfHeader> member = firstMember(bytes);
        if (member.isEmpty()) {
            throw Failure.user(start + "is no archive of object files" + fix);
        }
        String found = member.get().processor();
        if (!found.equals(architecture)) {
            throw Failure.user(start + "is for " + found + fix);
        }
    }

    /**
     * Writes a copy whose processes add to an existing profile instead of overwriting it. One process may have the
     * library in memory more than once: two class loaders of a JVM load two copies of a file, and a library may be
     * unloaded and loaded again. Each copy writes its counts when it is unloaded, all to the file named after the
     * process. merge-fdata treats two profiles in one file as one and adds up equal lines.
     *
     * @return whether the code is the known one (LLVM 15 to 22 for x86-64); otherwise nothing is written
     */
    static boolean copyThatAppends(Path library, Path copy) throws IOException {
        if (!Files.isRegularFile(library) || Files.size(library) > MOST_BYTES) {
            return false;
        }
        byte[] bytes = Files.readAllBytes(library);
        if (!firstMember(bytes).map(ElfHeader::processor).equals(Optional.of("x86_64"))) {
            return false;
        }
        List<Integer> opens = places(bytes, OPENS_EMPTIED);
        List<Integer> empties = places(bytes, EMPTIES);
        if (opens.size() != 1 || empties.size() > 1) {
            return false;
        }
        System.arraycopy(OPENS_AT_END, 0, bytes, opens.get(0), OPENS_AT_END.length);
        empties.forEach(at -> System.arraycopy(YIELDS, 0, bytes, at, YIELDS.length));
        Files.write(copy, bytes);
        return true;
    }

    private static List<Integer> places(byte[] bytes, byte[] code) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + code.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + code.length, code, 0, code.length)) {
                places.add(at);
            }
        }
        return places;
    }

    /** Returns the first ELF file in the archive; the archive's symbol index and long names come before it. */
    private static Optional<ElfHeader> firstMember(byte[] bytes) {
        boolean archive =
                bytes.length > ARCHIVE.length && Arrays.equals(bytes, 0, ARCHIVE.length, ARCHIVE, 0, ARCHIVE.length);
        return archive
                ? IntStream.range(ARCHIVE.length, bytes.length)
                        .mapToObj(at -> ElfHeader.of(bytes, at))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }
}
