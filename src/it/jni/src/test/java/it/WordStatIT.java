package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs on the jar, with the library that the jar has: the one that was selected, where the profile is on. */
class WordStatIT {

    @Test
    void loadsWhatWasSelected() throws Exception {
        byte[] text = "let x = (42 + 1999);".getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(text.length).put(text);
        assertEquals(WordStat.digest(buffer, text.length), WordStat.digest(buffer, text.length));
        String library = System.mapLibraryName("wordstat");
        Path selected = Path.of("target/pgo-bolt/shipped", library);
        Path expected = Files.exists(selected) ? selected : Path.of("src/main/rust/target/release", library);
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(WordStat.locate()));
    }
}
