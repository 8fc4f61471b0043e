package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class WorkFolderTest {

    private static final StepKey<String> TRAIN = new StepKey<>("train", "trains", String.class);
    private static final StepKey<String> MERGE = new StepKey<>("merge", "merges", String.class);

    @TempDir
    Path folder;

    private WorkFolder work;

    @BeforeEach
    void make() {
        work = new WorkFolder(folder.resolve("work folder"));
        work.create();
    }

    private StepRecord record(StepKey<?> step, Map<String, String> inputs, List<StepRecord.OutputFile> outputs) {
        return new StepRecord(
                1,
                step.goal(),
                inputs,
                List.of("cargo build"),
                List.of("cargo 1"),
                outputs,
                new JsonObject(),
                1,
                5L,
                2.5,
                0.5);
    }

    private Path recordFile() {
        return work.file("steps/train.json");
    }

    @Test
    void aRecordComesBack() throws IOException {
        StepRecord record = record(TRAIN, Map.of("a", "1"), List.of());
        assertThat(work.read(TRAIN)).isEmpty();
        work.write(TRAIN, record);
        assertThat(work.read(TRAIN)).contains(record);
        assertThat(work.read(MERGE)).isEmpty();
        StepRecord other = record(TRAIN, Map.of("a", "2"), List.of());
        new WorkFolder(work.root()).write(TRAIN, other);
        assertThat(work.read(TRAIN)).as("written by somebody else since").contains(other);
        work.forget(TRAIN);
        work.forget(TRAIN);
        assertThat(work.read(TRAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "null",
                "{}",
                "{\"schemaVersion\": 1, \"step\": \"train\"}",
                "\u0000\u0000",
                "{\"schemaVersion\": \"x\"}",
                "{\"schemaVersion\":1,\"step\":\"merge\",\"inputs\":{},\"commands\":[],\"tools\":[],\"outputs\":[],\"result\":{}}",
                "{\"schemaVersion\":1,\"step\":\"train\",\"inputs\":{},\"commands\":[],\"outputs\":[],\"result\":{}}"
            })
    void aDamagedRecordIsNone(String text) throws IOException {
        Files.createDirectories(recordFile().getParent());
        Files.writeString(recordFile(), text);
        assertThat(work.read(TRAIN)).isEmpty();
    }

    @Test
    void halfARecordAndBytesThatAreNoTextAreNone() throws IOException {
        work.write(TRAIN, record(TRAIN, Map.of("a", "1"), List.of()));
        byte[] whole = Files.readAllBytes(recordFile());
        for (int length = 0; length < whole.length - 2; length += 7) {
            Files.write(recordFile(), java.util.Arrays.copyOf(whole, length));
            assertThat(work.read(TRAIN)).as(length + " bytes").isEmpty();
        }
        Files.write(recordFile(), new byte[] {(byte) 0xff, (byte) 0xfe, '{'});
        assertThat(work.read(TRAIN)).isEmpty();
    }

    @Test
    void aRecordThatSomebodyChangedIsNone() throws IOException {
        work.write(TRAIN, record(TRAIN, Map.of("a", "1"), List.of()));
        String written = Files.readString(recordFile());
        for (String change :
                List.of("\"a\": \"1\"=>\"a\": \"2\"", "\"compiles\": 1=>\"compiles\": 0", "cargo build=>cargo test")) {
            String[] pair = change.split("=>");
            Files.writeString(recordFile(), written.replace(pair[0], pair[1]));
            assertThat(recordFile()).content().isNotEqualTo(written);
            assertThat(work.read(TRAIN)).as(change).isEmpty();
            assertThat(work.hasRecord(TRAIN)).isTrue();
        }
        Files.writeString(recordFile(), written);
        assertThat(work.read(TRAIN)).isPresent();
    }

    @Test
    void numbersOfEveryKindComeBackAsTheyWereWritten() throws IOException {
        JsonObject result = new JsonObject();
        double[] numbers = {0.1, 1e-300, 1e21, 100, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0
        };
        for (double number : numbers) {
            result.addProperty("n" + number, number);
        }
        work.write(
                TRAIN,
                new StepRecord(
                        1,
                        "train",
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        result,
                        0,
                        Long.MAX_VALUE,
                        1 / 3.0,
                        null));
        assertThat(work.read(TRAIN)).isPresent();
        assertThat(work.read(TRAIN).get().seconds()).isEqualTo(1 / 3.0);
    }

    @Test
    void aRecordThatIsNestedWithoutEndOrOfAnImpossibleSizeIsNone() throws IOException {
        Files.createDirectories(recordFile().getParent());
        Files.writeString(
                recordFile(), "{\"schemaVersion\":1,\"result\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}");
        assertThat(work.read(TRAIN)).isEmpty();
        // A sparse file: large, but it takes no disk space.
        try (RandomAccessFile file = new RandomAccessFile(recordFile().toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThat(work.read(TRAIN)).isEmpty();
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsRefusedAndOneWithinIsNot() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(work.file("variants"));
        Files.createSymbolicLink(work.file("variants/inside"), Path.of("../steps"));
        work.create();
        for (Path target : List.of(outside, Path.of("../../elsewhere"), folder.resolve("not there"))) {
            Path link = Files.createSymbolicLink(work.file("variants/out"), target);
            assertThatThrownBy(work::create)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(link + " is a symbolic link to ")
                    .hasMessageContaining("Remove it");
            Files.delete(link);
        }
        // Cargo's folders are cargo's business; a work folder reached through a link is the user's choice.
        Files.createSymbolicLink(
                Files.createDirectories(work.file("build/pgo/out")).resolve("header"), outside);
        new WorkFolder(Files.createSymbolicLink(folder.resolve("by a link"), work.root())).create();
        Files.createSymbolicLink(work.file("build/baseline"), outside);
        assertThatThrownBy(work::create).isInstanceOf(Failure.class);
    }

    @Test
    void aNewerRecordIsRefusedAndNotOverwritten() throws IOException {
        Files.createDirectories(recordFile().getParent());
        Files.writeString(recordFile(), "{\"schemaVersion\": 99, \"step\": \"train\"}");
        assertThatThrownBy(() -> work.read(TRAIN))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("newer version of this plugin (schema 99, this one knows 1)")
                .hasMessageContaining("-Dpgobolt.workDirectory=");
        assertThat(recordFile()).exists();
    }

    @Test
    void outputsAreIntactUntilTheyChange() throws IOException {
        Path output = Files.writeString(work.file("a file"), "1");
        StepRecord record = record(TRAIN, Map.of(), work.describe(List.of(output)));
        assertThat(record.outputs().get(0).file()).isEqualTo("a file");
        assertThat(work.intact(record)).isTrue();
        Files.writeString(output, "2");
        assertThat(work.intact(record)).as("same size").isFalse();
        Files.delete(output);
        assertThat(work.intact(record)).isFalse();
    }

    @Test
    void emptyingLeavesTheFolderAndWhatLinksLeadTo() throws IOException {
        Path outside = Files.writeString(
                Files.createDirectories(folder.resolve("outside")).resolve("precious"), "1");
        Path inside = Files.createDirectories(work.file("profiles/raw/deep"));
        Files.writeString(inside.resolve("x"), "1");
        Files.createSymbolicLink(inside.resolve("folder"), outside.getParent());
        Files.createSymbolicLink(inside.resolve("file"), outside);
        Files.createSymbolicLink(inside.resolve("dangling"), folder.resolve("gone"));
        assertThat(work.emptied(work.file("profiles/raw"))).isEmptyDirectory();
        assertThat(outside).exists();
    }

    @Test
    void nothingIsDeletedThroughALinkOrOutside() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectories(folder.resolve("outside/raw")).resolve("precious"), "1");
        Files.createSymbolicLink(work.file("profiles"), folder.resolve("outside"));
        assertThatThrownBy(() -> work.emptied(work.file("profiles/raw")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is a symbolic link")
                .hasMessageContaining("Remove the link");
        assertThatThrownBy(() -> work.emptied(work.file("profiles"))).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> work.emptied(work.file("../outside"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> work.emptied(work.root())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> work.emptied(folder)).isInstanceOf(IllegalArgumentException.class);
        assertThat(precious).exists();
    }

    @Test
    void aFolderThatCannotBeMadeSaysWhatToType() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new WorkFolder(file.resolve("below")).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("-Dpgobolt.workDirectory=");
    }
}
