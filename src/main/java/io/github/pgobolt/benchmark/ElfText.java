package io.github.pgobolt.benchmark;

import io.github.pgobolt.base.ElfSections;
import java.io.IOException;
import java.nio.file.Path;

/** The size of an ELF file's code: its executable sections. */
final class ElfText {

    private ElfText() {}

    /** Null where the file is not a little-endian ELF file of 64 bits, or has no section table. */
    static Long size(Path file) throws IOException {
        return ElfSections.of(file)
                .map(sections -> sections.all().stream()
                        .filter(ElfSections.Section::isExecutable)
                        .mapToLong(ElfSections.Section::bytes)
                        .sum())
                .orElse(null);
    }
}
