package io.github.pgobolt.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfHeaderTest {

    @TempDir
    Path folder;

    private static byte[] header(int bits, int data, int low, int high) {
        byte[] bytes =
                Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', (byte) (bits / 32), (byte) data}, ElfHeader.BYTES);
        bytes[18] = (byte) low;
        bytes[19] = (byte) high;
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "64,1,62,0,x86_64",
        "32,1,62,0,x32",
        "32,1,3,0,x86",
        "64,1,183,0,aarch64",
        "64,2,0,183,aarch64",
        "32,2,0,40,arm",
        "64,1,243,0,riscv",
        "64,2,0,22,machine 22",
        "64,1,2,1,machine 258"
    })
    void theProcessorInEitherOrderOfBytes(int bits, int data, int low, int high, String processor) throws IOException {
        ElfHeader header = ElfHeader.of(Files.write(folder.resolve("file"), header(bits, data, low, high)))
                .orElseThrow();
        assertThat(header.processor()).isEqualTo(processor);
        assertThat(header.bits()).isEqualTo(bits);
        assertThat(header.order()).isEqualTo(data == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    @Test
    void aHeaderWithinOtherBytesIsFoundWhereItStartsAndNowhereElse() {
        byte[] all = new byte[100];
        System.arraycopy(header(64, 1, 183, 0), 0, all, 31, ElfHeader.BYTES);
        assertThat(ElfHeader.of(all, 31)).map(ElfHeader::processor).contains("aarch64");
        for (int at : new int[] {-1, 0, 30, 32, 81, 100, 101}) {
            assertThat(ElfHeader.of(all, at)).as("at %d", at).isEmpty();
        }
    }

    @Test
    void whatIsDamagedOrNoElfFileHasNone() throws IOException {
        for (byte[] bytes : new byte[][] {
            {},
            "#!/bin/sh\necho elf, it says\n".getBytes(),
            header(64, 3, 62, 0),
            header(96, 1, 62, 0),
            Arrays.copyOf(header(64, 1, 62, 0), ElfHeader.BYTES - 1)
        }) {
            assertThat(ElfHeader.of(Files.write(folder.resolve("file"), bytes))).isEmpty();
        }
    }
}
