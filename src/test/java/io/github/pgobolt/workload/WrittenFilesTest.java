package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a run wrote is not an input of the next, until somebody else changes it. */
class WrittenFilesTest {

    @TempDir
    Path folder;

    private interface Run {
        void run() throws IOException;
    }

    private static Workload workload(Path folder, boolean shell, String... command) {
        return new Workload(
                "w",
                Use.both,
                List.of(command),
                shell,
                null,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private Workload workload(String... command) {
        return workload(folder, false, command);
    }

    private Path notes() {
        return folder.resolveSibling(folder.getFileName() + "-notes.json");
    }

    /** @return whether a named output was overwritten */
    private boolean run(Workload workload, Run run) throws IOException {
        WrittenFiles.Watch watch = WrittenFiles.watch(List.of(workload), notes());
        try (watch) {
            run.run();
        }
        return watch.replacedOutputs();
    }

    private String hash(Workload workload) throws IOException {
        return workload.contentHash(WrittenFiles.read(notes()));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whatARunMakesIsAnOutputUnderAnyOption() throws IOException {
        write("in.txt", "in");
        Workload workload = workload("${subject}", "in.txt", "-o", "out.json", "--link=latest", "--cache", "cache");
        String before = hash(workload);
        run(workload, () -> {
            write("out.json", "1");
            write("cache/deep/entry", "1");
            Files.createSymbolicLink(folder.resolve("latest"), Path.of("out.json"));
        });
        assertThat(hash(workload)).isEqualTo(before).isNotEqualTo(workload.contentHash());
        assertThat(workload.dataHashes(WrittenFiles.read(notes())))
                .as("the input alone")
                .hasSize(1);
        run(workload, () -> write("out.json", "another"));
        assertThat(hash(workload)).as("written again").isEqualTo(before);
        write("in.txt", "other");
        assertThat(hash(workload)).as("the input still counts").isNotEqualTo(before);
    }

    @Test
    void whatSomebodyElseChangesSinceIsAnInputAgain() throws IOException {
        Workload workload = workload("${subject}", "data.bin", "made");
        String before = hash(workload);
        run(workload, () -> {
            write("data.bin", "run's");
            write("made/a", "run's");
        });
        write("made/b", "user's");
        assertThat(hash(workload)).as("a file beside those that the run made").isNotEqualTo(before);
        Files.delete(folder.resolve("made/b"));
        assertThat(hash(workload)).isEqualTo(before);
        write("data.bin", "user's own");
        String users = hash(workload);
        assertThat(users).isNotEqualTo(before);
        run(workload, () -> {});
        assertThat(hash(workload)).as("the run only read it").isEqualTo(users);
        Files.setLastModifiedTime(folder.resolve("data.bin"), FileTime.fromMillis(5));
        assertThat(hash(workload)).as("the same content").isEqualTo(users);
    }

    @Test
    void aFolderWithInputsAndOutputsIsItsInputs() throws IOException {
        write("data/in.txt", "in");
        Workload workload = workload("${subject}", "data");
        String before = hash(workload);
        run(workload, () -> write("data/in.txt.out", "out"));
        assertThat(hash(workload)).isEqualTo(before);
        write("data/in.txt", "other");
        assertThat(hash(workload)).isNotEqualTo(before);
    }

    @Test
    void anOutputThatWasThereBeforeIsToldByItsOption() throws IOException {
        write("out.json", "of a run by hand");
        write("state.db", "1");
        assertThat(run(workload("${subject}", "-o", "out.json"), () -> write("out.json", "new one")))
                .isTrue();
        assertThat(run(workload("${subject}", "--output-file=out.json"), () -> write("out.json", "newer one")))
                .isTrue();
        assertThat(run(workload(folder, true, "${subject} 7 >out.json"), () -> write("out.json", "newest")))
                .isTrue();
        assertThat(run(workload("${subject}", "-o", "out.json"), () -> {}))
                .as("not written")
                .isFalse();
        assertThat(run(workload("${subject}", "state.db"), () -> write("state.db", "22")))
                .as("it may have been read")
                .isFalse();
    }

    @Test
    void damagedNotesAreNone() throws IOException {
        Files.writeString(notes(), "[1");
        write("a", "1");
        assertThat(hash(workload("${subject}", "a")))
                .isEqualTo(workload("${subject}", "a").contentHash());
    }
}
