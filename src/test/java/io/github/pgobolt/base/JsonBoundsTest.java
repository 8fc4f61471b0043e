package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits that every reader of JSON here relies on: Gson's on depth, and our own on size. */
class JsonBoundsTest {

    private static final String DEEP = "[".repeat(100_000) + "]".repeat(100_000);

    @TempDir
    Path folder;

    @Test
    void whatIsNestedWithoutEndIsAnExceptionAndNoOverflowOfTheStack() {
        assertThatThrownBy(() -> JsonParser.parseString(DEEP)).isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> new Gson().fromJson(DEEP, JsonElement.class)).isInstanceOf(JsonParseException.class);
        assertThatThrownBy(() -> new Gson().fromJson(DEEP, List.class)).isInstanceOf(JsonParseException.class);
    }

    @Test
    void aFileOfAnImpossibleSizeIsNamedAndNotRead() throws IOException {
        Path file = folder.resolve("estimates.json");
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.setLength(1L << 40);
        }
        assertThatThrownBy(() -> TextFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("1099511627776 bytes");
        Files.writeString(file, "{}");
        assertThat(TextFiles.read(file)).isEqualTo("{}");
    }
}
