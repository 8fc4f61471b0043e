package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesBelowTest {

    @TempDir
    Path folder;

    @Test
    void whatAnotherProcessTakesAwayIsLeftOut() throws IOException {
        for (String name : List.of("a/1", "a/2", "b/3", "b/4")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }
        List<String> seen = new ArrayList<>();
        FilesBelow.visit(folder, all -> true, (file, attributes) -> {
            // As another process does it.
            if (seen.isEmpty()) {
                Files.delete(file);
            }
            seen.add(Files.exists(file) ? Files.readString(file) : "gone");
            Hashes.ofFile(file);
            return true;
        });
        assertThat(seen).hasSize(4).contains("gone");
        seen.clear();
        FilesBelow.visit(folder, all -> true, (file, attributes) -> !seen.add(file.toString()));
        assertThat(seen).as("it ends where it is told").hasSize(1);
        assertThatThrownBy(() -> FilesBelow.visit(folder.resolve("none"), all -> true, (file, attributes) -> true))
                .isInstanceOf(NoSuchFileException.class);
    }
}
