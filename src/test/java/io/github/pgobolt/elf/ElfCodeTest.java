package io.github.pgobolt.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfCodeTest {

    @TempDir
    Path folder;

    /** The program that runs this test: a stripped, position-independent one. */
    private static Path java() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"));
        return Path.of(System.getProperty("java.home"), "bin/java").toRealPath();
    }

    @Test
    void theCodeOfAProgramOfThisMachine() throws IOException {
        ElfCode code = ElfCode.of(java()).orElseThrow();
        ElfCode.Section text = code.section(".text");
        assertThat(text.bytes()).isNotEmpty();
        assertThat(code.at(text.address())).isSameAs(text);
        assertThat(code.at(text.end() - 1)).isSameAs(text);
        assertThat(text.contains(text.end())).isFalse();
        assertThat(text.byteAt(text.address())).isEqualTo(Byte.toUnsignedInt(text.bytes()[0]));
        assertThat(code.positionIndependent()).isTrue();
        assertThat(code.packed()).isFalse();
        long entry = ByteBuffer.wrap(Files.readAllBytes(java()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(0x18);
        assertThat(code.pointers()).as("where it starts is one").contains(entry);
        code.functions().forEach((start, function) -> {
            assertThat(function.end()).isGreaterThanOrEqualTo(start);
            assertThat(code.functionAt(start - 1)).isNotEqualTo(code.functionAt(start));
        });
    }

    @Test
    void whatIsNoSuchFile() throws IOException {
        assertThat(ElfCode.of(Files.writeString(folder.resolve("text"), "#!/bin/sh\n".repeat(40))))
                .isEmpty();
        byte[] bytes = Files.readAllBytes(java());
        for (int length : new int[] {0, 3, 63, 64, bytes.length / 2, bytes.length - 1}) {
            assertThat(ElfCode.of(Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length))))
                    .as("the first %d bytes", length)
                    .isEmpty();
        }
        bytes[18] = (byte) 183;
        assertThat(ElfCode.of(Files.write(folder.resolve("arm"), bytes)))
                .as("for AArch64")
                .isEmpty();
    }

    @Test
    void aDamagedTableThrowsNothing() throws IOException {
        byte[] whole = Files.readAllBytes(java());
        int table = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0x28);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            bytes[table + random.nextInt(bytes.length - table)] = (byte) random.nextInt();
            ElfCode.of(Files.write(folder.resolve("damaged"), bytes)).ifPresent(code -> code.functionAt(1));
        }
    }
}
