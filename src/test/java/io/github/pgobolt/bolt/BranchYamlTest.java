package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Profiles that llvm-bolt 19 and 22 wrote of a program of rustc 1.99, cut down to three functions: of the program itself, and
 * what was taken of it for one whose hot loop was edited ({@code hot}), and for another program with the same name.
 */
class BranchYamlTest {

    private static final String WEIGH = "_RNvCsdo7UPqIVOZA_1a5weigh";

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        try (InputStream in = BranchYamlTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private BranchYaml read(String name) throws IOException {
        return BranchYaml.read(file(name));
    }

    /** llvm-bolt calls 11,940,000 of this function's and 9,137 of the other's their samples. */
    @ParameterizedTest
    @ValueSource(ints = {19, 22})
    void samplesAreThoseThatLlvmBoltCounts(int major) throws IOException {
        assertThat(read("branch-" + major + ".yaml").byFunction())
                .containsOnlyKeys("_start", "_RNvCsdo7UPqIVOZA_1a5lines", WEIGH)
                .containsEntry("_start", 0L)
                .containsEntry("_RNvCsdo7UPqIVOZA_1a5lines", 9_137L)
                .containsEntry(WEIGH, 11_940_000L);
    }

    @Test
    void allOfAProfileIsOfItsOwnFile() throws IOException {
        BranchYaml stored = read("branch-22.yaml");
        assertThat(stored.share(stored)).isEqualTo(1);
    }

    /** Inference gives the functions that changed other counts. Their share in the stored profile is what counts. */
    @Test
    void functionsThatChangedArriveByTheirStoredCounts() throws IOException {
        BranchYaml hot = read("taken-hot-22.yaml");
        assertThat(hot.byFunction().get(WEIGH)).isGreaterThan(11_940_000L);
        assertThat(read("branch-22.yaml").share(hot)).isEqualTo(1);
    }

    @Test
    void anotherProgramHasNothingButTheStartUpCode() throws IOException {
        assertThat(read("branch-22.yaml").share(read("taken-other-22.yaml"))).isCloseTo(0, within(0.001));
    }

    @Test
    void aListOfBranchesThatGoesOnInFurtherLinesCountsWhole() throws IOException {
        Path yaml = file("branch-22.yaml");
        String text = Files.readString(yaml);
        assertThat(text).contains("cnt: 2184000 }, { bid: 7,");
        Files.writeString(
                yaml, text.replace("cnt: 2184000 }, { bid: 7,", "cnt: 2184000 },\n                         { bid: 7,"));
        assertThat(BranchYaml.read(yaml).byFunction()).containsEntry(WEIGH, 11_940_000L);
    }

    @Test
    void withoutCountsThereIsNoShare() throws IOException {
        Path yaml = Files.writeString(folder.resolve("none.yaml"), "---\nheader:\n  profile-version: 1\nfunctions:\n");
        assertThat(BranchYaml.read(yaml).share(read("branch-22.yaml"))).isNull();
    }

    @Test
    void functionsGetOtherNamesAndNothingElseChanges() throws IOException {
        Path yaml = file("branch-22.yaml");
        String before = Files.readString(yaml, StandardCharsets.ISO_8859_1);
        Path renamed = folder.resolve("renamed.yaml");
        assertThat(BranchYaml.rename(
                        yaml, renamed, name -> name.equals(WEIGH) ? "it's_new/1" : name.equals("_start") ? name : null))
                .isEqualTo(1);
        assertThat(Files.readString(renamed, StandardCharsets.ISO_8859_1))
                .isEqualTo(before.replaceFirst("  - name: .*" + WEIGH + ".*", "  - name:            'it''s_new/1'"))
                .isNotEqualTo(before);
    }

    @Test
    void aSymbolOfSeveralFunctionsKeepsItsName() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("twice.yaml"), "functions:\n  - name:            'f/1'\n  - name:            'f/2'\n");
        Path renamed = folder.resolve("renamed.yaml");
        assertThat(BranchYaml.rename(yaml, renamed, name -> "g")).isZero();
        assertThat(renamed).hasSameTextualContentAs(yaml);
    }

    @Test
    void theFolderOfTheBinaryGoesAndNothingElse() throws IOException {
        Path yaml = file("branch-22.yaml");
        String before = Files.readString(yaml, StandardCharsets.ISO_8859_1);
        assertThat(before).contains("  binary-name:     '/tmp/boltx/a'\n");
        BranchYaml.makePortable(yaml);
        assertThat(Files.readString(yaml, StandardCharsets.ISO_8859_1))
                .isEqualTo(before.replace("'/tmp/boltx/a'", "'a'"));
    }
}
