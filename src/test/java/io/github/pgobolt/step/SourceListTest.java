package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.cargo.Subject;
import io.github.pgobolt.pipeline.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceListTest {

    @TempDir
    Path folder;

    private Path crate;
    private Path output;
    private SourceList list;

    @BeforeEach
    void build() throws IOException {
        crate = write("crate/Cargo.toml", "[package]").getParent();
        write("crate/src/main.rs", "fn main() {}");
        write("shared/salt.txt", "salt");
        Path generated = write("crate/target/pgo-bolt/build/out/generated.rs", "// of a build script");
        WorkFolder work = new WorkFolder(crate.resolve("target/pgo-bolt"));
        output = write("crate/target/pgo-bolt/build/tool", "the program");
        write(
                "crate/target/pgo-bolt/build/tool.d",
                output + ": " + crate.resolve("src/../../shared/salt.txt") + " " + crate.resolve("src/main.rs") + " "
                        + generated + " " + crate.resolve("gone.txt") + " " + crate.resolve("src") + "\n");
        list = SourceList.of(
                work,
                new Subject("tool", "id", Subject.Kind.bin, "tool", "t", crate.resolve("Cargo.toml"), crate),
                BaselineStep.KEY);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void later(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 1000L * seconds));
    }

    @Test
    void withoutABuildThereIsNone() throws IOException {
        assertThat(list.hash()).isNull();
        assertThat(list.seenChange()).isNull();
    }

    @Test
    void itHoldsWhatCargoNamesAndNothingGenerated() throws IOException {
        list.refresh(output, true);
        assertThat(Files.readAllLines(crate.resolve("target/pgo-bolt/sources/baseline.sha256")).stream()
                        .map(line -> line.substring(66)))
                .containsExactlyInAnyOrder("../shared/salt.txt", "src/main.rs", "Cargo.toml");
        assertThat(list.seenChange()).isNull();
    }

    @Test
    void aChangedSourceIsNamedAndAnyOtherFileIsNone() throws IOException {
        list.refresh(output, true);
        String hash = list.hash();
        write("crate/history.log", "another run");
        assertThat(list.seenChange()).isNull();
        write("shared/salt.txt", "pepper");
        assertThat(list.seenChange()).isEqualTo("its source ../shared/salt.txt was changed");
        assertThat(list.hash()).as("of the build, not of now").isEqualTo(hash);
        Files.delete(folder.resolve("shared/salt.txt"));
        assertThat(list.seenChange()).isEqualTo("its source ../shared/salt.txt is gone");
    }

    @Test
    void cargoThatFoundAllDoneLeavesItUnlessASourceIsNewer() throws IOException {
        list.refresh(output, true);
        Path salt = write("shared/salt.txt", "pepper");
        later(salt, -3600);
        list.refresh(output, false);
        assertThat(list.seenChange()).isNotNull();
        later(salt, 3600);
        list.refresh(output, false);
        assertThat(list.seenChange()).isNull();
    }

    @Test
    void aChangedSourceOfAnOldTimeIsWhatCargoPassesOver() throws IOException {
        assertThat(list.changedWithAnOldTime()).as("nothing was built").isNull();
        list.refresh(output, true);
        assertThat(list.changedWithAnOldTime()).isNull();
        Path salt = write("shared/salt.txt", "pepper");
        later(salt, -3600);
        assertThat(list.changedWithAnOldTime()).isEqualTo(salt);
        later(salt, 3600);
        assertThat(list.changedWithAnOldTime()).as("cargo sees it").isNull();
        later(write("crate/Cargo.toml", "[package] # other"), -3600);
        assertThat(list.changedWithAnOldTime()).as("cargo reads it").isNull();
    }

    @Test
    void theHashDoesNotHangOnWhereTheCrateLies() throws IOException {
        list.refresh(output, true);
        String here = list.hash();
        folder = folder.resolve("elsewhere");
        build();
        list.refresh(output, true);
        assertThat(list.hash()).isEqualTo(here);
    }
}
