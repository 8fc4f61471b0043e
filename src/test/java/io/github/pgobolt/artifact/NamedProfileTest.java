package io.github.pgobolt.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.step.StoredSettings.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files; coordinates need a real resolver, which src/it/stored-profile has. */
class NamedProfileTest {

    @TempDir
    Path folder;

    private Named find(String words) throws IOException {
        return new NamedProfile(null, null, List.of(), folder, "linux-x86_64-profile").find(words);
    }

    @Test
    void aPathCountsFromTheProject() throws IOException {
        Path file = Files.writeString(folder.resolve("p.zip"), "profile");
        assertThat(find("p.zip")).isEqualTo(new Named("p.zip", file, null));
        assertThat(find(" " + file + " ").file()).isEqualTo(file);
    }

    @Test
    void aPathThatLooksLikeCoordinatesIsAPathWhereItIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a:b:1"), "profile");
        assertThat(find("a:b:1").file()).isEqualTo(file);
    }

    @Test
    void whatIsNotThereIsToldWithItsWholePath() throws IOException {
        Named missing = find("profiles/none.zip");
        assertThat(missing.file()).isNull();
        assertThat(missing.trouble())
                .contains(folder.resolve("profiles/none.zip").toString());
    }

    @Test
    void aPinIsHeld() throws IOException {
        Path file = Files.writeString(folder.resolve("p.zip"), "profile");
        String right = Hashes.ofFile(file);
        assertThat(find("p.zip#sha256=" + right).file()).isEqualTo(file);
        assertThat(find("p.zip#sha256=" + right.toUpperCase()).file()).isEqualTo(file);
        String wrong = "0".repeat(64);
        assertThatThrownBy(() -> find("p.zip#sha256=" + wrong))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(right, wrong, "not the one that storedProfile pins");
    }

    @Test
    void aPinThatIsNoneIsRefused() {
        for (String pin : List.of("", "abc", "g".repeat(64), "sha256:" + "0".repeat(64))) {
            assertThatThrownBy(() -> find("p.zip#sha256=" + pin))
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
                .hasMessageContaining("manifest.json has the hash of each");
    }
}
