package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs before the jar is made, on the plain library. */
class WordStatTest {

    @Test
    void digests() {
        byte[] text = "let x = (42 + 1999);".getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(text.length).put(text);
        assertEquals(WordStat.digest(buffer, text.length), WordStat.digest(buffer, text.length));
    }

    @Test
    void seesThePlainLibrary() throws Exception {
        Path plain = Path.of("src/main/rust/target/release", System.mapLibraryName("wordstat"));
        assertArrayEquals(Files.readAllBytes(plain), Files.readAllBytes(WordStat.locate()));
    }
}
