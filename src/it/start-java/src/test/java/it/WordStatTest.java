package it;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Needs the library among the classes. */
class WordStatTest {

    @Test
    void digestsATextByTheLibraryOfTheClassPath() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(3).put(new byte[] {'a', ' ', 'b'});
        assertNotEquals(0, WordStat.digest(buffer, 3));
    }
}
