package io.github.pgobolt.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Output of llvm-readobj, and files that are barely ELF: the readers return, or throw what they declare. */
public final class ElfFuzz {

    private ElfFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            ReadobjJson.parse(new String(input, StandardCharsets.UTF_8)).newestVersions();
        } catch (IllegalArgumentException declared) {
            // The only declared exception.
        }
        ElfHeader.of(input, 0).ifPresent(ElfHeader::processor);
        Path file = Files.createTempFile("elf", null);
        try {
            ElfSections.of(Files.write(file, input)).ifPresent(ElfSections::codeBytes);
            ElfCode.of(file).ifPresent(code -> code.functionAt(1));
        } finally {
            Files.delete(file);
        }
    }
}
