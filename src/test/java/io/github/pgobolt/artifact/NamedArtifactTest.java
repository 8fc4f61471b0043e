package io.github.pgobolt.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.artifact.NamedArtifact.Found;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths; coordinates need Maven's resolver, which integration tests have. */
class NamedArtifactTest {

    @TempDir
    Path folder;

    private Found find(String words) throws IOException {
        return new NamedArtifact(null, null, List.of(), folder, "previous", "linux-x86_64-report", "json").find(words);
    }

    @Test
    void aPathCountsFromTheProject() throws IOException {
        Path file = Files.writeString(folder.resolve("p.json"), "report");
        assertThat(find("p.json")).isEqualTo(new Found("p.json", file, null));
        assertThat(find(" " + file + " ").file()).isEqualTo(file);
        assertThat(find(".").file()).isEqualTo(folder);
    }

    @Test
    void whatLooksLikeCoordinatesIsAPathWhereThatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a:b:1"), "report");
        assertThat(find("a:b:1").file()).isEqualTo(file);
    }

    @Test
    void whatIsNotThereIsToldWithItsWholePath() throws IOException {
        Found missing = find("old/none.json");
        assertThat(missing.file()).isNull();
        assertThat(missing.trouble()).contains(folder.resolve("old/none.json").toString());
    }

    @Test
    void aPinIsHeld() throws IOException {
        Path file = Files.writeString(folder.resolve("p.json"), "report");
        String right = Hashes.ofFile(file);
        assertThat(find("p.json#sha256=" + right).file()).isEqualTo(file);
        assertThat(find("p.json#sha256=" + right.toUpperCase(Locale.ROOT)).file())
                .isEqualTo(file);
        String wrong = "0".repeat(64);
        assertThatThrownBy(() -> find("p.json#sha256=" + wrong))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(right, wrong, "is not what previous pins");
    }

    @Test
    void aPinThatIsNoneIsRefused() {
        for (String pin : List.of("", "abc", "g".repeat(64), "sha256:" + "0".repeat(64))) {
            assertThatThrownBy(() -> find("p.json#sha256=" + pin))
                    .as(pin)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("64 digits");
        }
    }

    @Test
    void aFolderHasNoSha256OfItsOwn() throws IOException {
        Files.createDirectory(folder.resolve("tree"));
        assertThatThrownBy(() -> find("tree#sha256=" + "0".repeat(64)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("which is that of one file");
    }
}
