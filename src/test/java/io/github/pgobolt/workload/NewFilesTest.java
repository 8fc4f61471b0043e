package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {

    @TempDir
    Path folder;

    private Path work;
    private Path elsewhere;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    }

    @Test
    void whatIsNewOrChangedIsFoundInTheWorkingFolderAndWhereArgumentsSay() throws IOException {
        Path old = Files.writeString(work.resolve("old.txt"), "old");
        Files.writeString(work.resolve("input.txt"), "input");
        NewFiles files = NewFiles.before(
                workload(
                        List.of("named.txt"),
                        "${subject}",
                        "-o",
                        elsewhere.resolve("result.bin").toString()),
                folder.resolve("plugin"));
        Files.writeString(old, "changed");
        Files.writeString(work.resolve("named.txt"), "an output that the workload names");
        Files.writeString(Files.createDirectories(work.resolve("a/b")).resolve("deep.json"), "{}");
        Files.writeString(elsewhere.resolve("result.bin"), "x");
        Files.writeString(elsewhere.resolve("nobody-named.txt"), "x");
        assertThat(files.found())
                .containsExactly(elsewhere.resolve("result.bin").toString(), "a/b/deep.json", "old.txt");
    }

    @Test
    void foldersOfToolsAndThePluginsOwnAreNotLookedInto() throws IOException {
        Files.writeString(
                Files.createDirectories(work.resolve("target")).resolve("CACHEDIR.TAG"),
                "Signature: 8a477f597d28d172789f06886806bc55");
        NewFiles files = NewFiles.before(workload(List.of(), "${subject}"), work.resolve("build/pgo-bolt"));
        for (String name : List.of("target/x", ".git/index", "build/pgo-bolt/log", "build/kept")) {
            Files.writeString(
                    Files.createDirectories(work.resolve(name).getParent())
                            .resolve(Path.of(name).getFileName()),
                    "new");
        }
        assertThat(files.found()).containsExactly("build/kept");
    }

    @Test
    void aFileThatTakesAnothersPlaceIsNew() throws IOException {
        Path file = Files.writeString(work.resolve("same.txt"), "1");
        NewFiles files = NewFiles.before(workload(List.of(), "${subject}"), folder.resolve("plugin"));
        Path other = Files.writeString(work.resolve("other.txt"), "2");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(files.found()).containsExactly("same.txt");
    }

    private Workload workload(List<String> outputs, String... command) {
        return new Workload(
                "w",
                Use.evaluate,
                List.of(command),
                false,
                null,
                Map.of(),
                work,
                1,
                20,
                1,
                0,
                outputs,
                List.of(),
                List.of());
    }
}
