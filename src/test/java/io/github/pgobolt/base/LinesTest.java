package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

    /** That of {@link Lines}. */
    private static final int PIECE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void aLineKeepsItsLineFeedAndTheLastOneMayHaveNone() throws IOException {
        assertThat(read("a\n\nb\r\nc")).containsExactly("a\n", "\n", "b\r\n", "c");
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).containsExactly("\n");
    }

    @Test
    void linesAcrossBuffersAreWhole() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int length : new int[] {1, 65_534, 65_535, 65_536, 65_537, 200_000, 3}) {
            lines.add("é" + "x".repeat(length) + "\n");
        }
        assertThat(read(String.join("", lines))).isEqualTo(lines);
    }

    @Test
    void aFileWithoutLineFeedsComesInPieces() throws IOException {
        assertThat(read("x".repeat(2 * PIECE + 5) + "\ny\n"))
                .containsExactly("x".repeat(PIECE), "x".repeat(PIECE), "x".repeat(5) + "\n", "y\n");
        assertThat(read("x".repeat(PIECE))).containsExactly("x".repeat(PIECE));
    }

    @Test
    void bytesThatAreNoTextAreEachACharacter() throws IOException {
        byte[] bytes = "ä\n?\n\uFFFD\n".getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xE4;
        assertThat(read(bytes)).containsExactly("ä\n", "ä\n", "\uFFFD\n");
    }

    private List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> read(byte[] bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Lines in = new Lines(Files.write(folder.resolve("text"), bytes))) {
            for (String line = in.next(); line != null; line = in.next()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
