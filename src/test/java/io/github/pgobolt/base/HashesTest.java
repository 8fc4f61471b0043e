package io.github.pgobolt.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private String hash(String... folders) throws IOException {
        return Hashes.ofFolders(
                java.util.Arrays.stream(folders).map(folder::resolve).toList(), path -> !path.endsWith("target"));
    }

    @Test
    void theHashesAreSha256() throws IOException {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Hashes.ofText("abc")).isEqualTo(abc);
        assertThat(Hashes.ofFile(file("x", "abc"))).isEqualTo(abc);
        assertThat(Hashes.ofFile(file("large", "abc".repeat(100_000)))).isEqualTo(Hashes.ofText("abc".repeat(100_000)));
    }

    @Test
    void theSameSourcesElsewhereHaveTheSameHash() throws IOException {
        for (String place : List.of("here", "there/below")) {
            file(place + "/app/src/main.rs", "main");
            file(place + "/lib/src/lib.rs", "lib");
        }
        assertThat(hash("here/app", "here/lib"))
                .isEqualTo(hash("there/below/lib", "there/below/app"))
                .isNotEqualTo(hash("here/app"));
    }

    @Test
    void namesAndContentsCountAndWhatIsNotWantedDoesNot() throws IOException {
        file("a/x", "1");
        String before = hash("a");
        file("a/target/built", "1");
        assertThat(hash("a")).isEqualTo(before);
        file("a/y", "1");
        String more = hash("a");
        assertThat(more).isNotEqualTo(before);
        Files.move(folder.resolve("a/y"), folder.resolve("a/z"));
        assertThat(hash("a")).isNotEqualTo(more).isNotEqualTo(before);
        file("a/z", "2");
        assertThat(hash("a")).isNotEqualTo(more);
    }

    @Test
    void aFolderWithinAnotherCountsAndSoDoesItsPlace() throws IOException {
        file("a/x", "1");
        file("a/member/x", "2");
        String both = hash("a", "a/member");
        file("a/member/x", "3");
        assertThat(hash("a", "a/member")).isNotEqualTo(both);
    }
}
