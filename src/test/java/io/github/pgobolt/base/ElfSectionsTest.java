package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ElfSectionsTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSectionsOfAProgramOfThisMachine() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java").toRealPath();
        ElfSections sections = ElfSections.of(java).orElseThrow();
        assertThat(sections.has(".text")).isTrue();
        assertThat(sections.has("__llvm_prf_cnts")).isFalse();
        assertThat(sections.any(s -> s.name().equals(".text") && s.isExecutable() && s.bytes() > 0)).isTrue();
        byte[] bytes = Files.readAllBytes(java);
        for (int length : new int[] {0, 3, 63, 64, 200, bytes.length / 2, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            assertThat(ElfSections.of(cut)).as("the first %d bytes", length).isEmpty();
        }
    }

    @Test
    void whatIsNoElfFileHasNone() throws IOException {
        assertThat(ElfSections.of(Files.writeString(folder.resolve("text"), "#!/bin/sh\n".repeat(40)))).isEmpty();
    }
}
