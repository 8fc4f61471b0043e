package io.github.pgobolt.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workloads are the same if the subject reads the same, whatever its path. */
class InputFilesTest {

    @TempDir
    Path folder;

    private Workload workload(String... command) {
        return workload(folder, null, List.of(), Map.of(), command);
    }

    private static Workload workload(
            Path directory, Path stdin, List<Path> inputs, Map<String, String> environment, String... command) {
        return new Workload(
                "w",
                Use.both,
                List.of(command),
                false,
                stdin,
                environment,
                directory,
                1,
                10,
                1,
                0,
                List.of(),
                inputs,
                List.of());
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void theSameContentsUnderTwoNamesAreTheSameInput() throws IOException {
        file("a.txt", "same");
        file("b c.txt", "same");
        file("d.txt", "other");
        String a = workload("${subject}", "a.txt").contentHash();
        assertThat(workload("${subject}", "b c.txt").contentHash()).isEqualTo(a);
        assertThat(workload("${subject}", "d.txt").contentHash()).isNotEqualTo(a);
        assertThat(workload("${subject}", "--in=a.txt").contentHash())
                .isEqualTo(workload("${subject}", "--in=b c.txt").contentHash());
        assertThat(workload("${subject}", folder.resolve("a.txt").toString()).contentHash())
                .isEqualTo(a);
    }

    @Test
    void theSameWorkloadInAnotherFolderHasTheSamePortableHash() throws IOException {
        Path one = file("one/a.txt", "same").getParent();
        Path other = file("a/much/longer/one/a.txt", "same").getParent();
        assertThat(portable(one, "a.txt")).isEqualTo(portable(other, "a.txt"));
        assertThat(named(one).contentHash()).isNotEqualTo(named(other).contentHash());
        String before = portable(other, "a.txt");
        file("a/much/longer/one/a.txt", "another");
        assertThat(portable(other, "a.txt")).as("another input").isNotEqualTo(before);
        assertThat(portable(one, "b.txt")).as("another word").isNotEqualTo(portable(one, "a.txt"));
    }

    private static Workload named(Path directory, String... more) {
        List<String> command = new ArrayList<>(List.of("${subject}", "--index=" + directory + "/not-there:x"));
        command.addAll(List.of(more));
        return workload(
                directory,
                null,
                List.of(),
                Map.of("DATA", directory.resolve("data").toString()),
                command.toArray(String[]::new));
    }

    private static String portable(Path directory, String... more) throws IOException {
        return named(directory, more)
                .portableHash(WrittenFiles.NONE, text -> text.replace(directory.toString(), "<directory>"));
    }

    @Test
    void ofAClassPathOnlyWhatIsDeclaredCounts() throws IOException {
        Path counts = file("classes/it/Main.class", "1").getParent();
        String[] command = {
            "java", "-Dlib=${subject}", "-cp", folder.resolve("classes").toString(), "it.Main"
        };
        Workload declared = workload(folder, null, List.of(counts), Map.of(), command);
        Workload whole = workload(command);
        String before = declared.contentHash();
        String wholeBefore = whole.contentHash();
        file("classes/native/libx.so", "what the last build shipped");
        assertThat(declared.contentHash()).isEqualTo(before);
        assertThat(whole.contentHash()).as("where nothing is declared").isNotEqualTo(wholeBefore);
        file("classes/it/Main.class", "2");
        assertThat(declared.contentHash()).isNotEqualTo(before);
    }

    @Test
    void whatAToolKeepsForItselfIsNoInput() throws IOException {
        file("m2/org/a/a.pom", "1");
        file("cache/a", "1");
        Workload maven =
                workload("mvn", "-Dmaven.repo.local=" + folder.resolve("m2"), "--cache-dir", "cache", "verify");
        Workload twoWords = workload("mvn", "-D", "maven.repo.local=" + folder.resolve("m2"), "verify");
        String before = maven.contentHash();
        String beforeOfTwoWords = twoWords.contentHash();
        file("m2/org/b/b.pom", "what another build has downloaded meanwhile");
        file("cache/b", "2");
        assertThat(maven.contentHash()).isEqualTo(before);
        assertThat(twoWords.contentHash()).isEqualTo(beforeOfTwoWords);
        assertThat(maven.dataHashes(WrittenFiles.NONE)).isEmpty();
        assertThat(twoWords.dataHashes(WrittenFiles.NONE)).isEmpty();
        assertThat(workload("mvn", "-D", "app.config=m2/org/a/a.pom", "verify").dataHashes(WrittenFiles.NONE))
                .as("settings, as with -Dapp.config")
                .isEmpty();
        assertThat(workload("mvn", "-Dmaven.repo.local=elsewhere", "--cache-dir", "cache", "verify")
                        .contentHash())
                .isEqualTo(before);
        assertThat(workload("mvn", "--no-cache", "package").contentHash()).isNotEqualTo(before);
    }

    @Test
    void theSameFolderElsewhereIsTheSameInput() throws IOException {
        file("one/x/y.txt", "1");
        file("two/x/y.txt", "1");
        file("three/x/z.txt", "1");
        String one = workload("${subject}", "one").contentHash();
        assertThat(workload("${subject}", "two").contentHash()).isEqualTo(one);
        assertThat(workload("${subject}", "three").contentHash())
                .as("another name within")
                .isNotEqualTo(one);
        file("one/x/y.txt", "2");
        assertThat(workload("${subject}", "one").contentHash()).isNotEqualTo(one);
    }

    @Test
    void standardInputInputsAndEnvironmentCount() throws IOException {
        Path a = file("a", "1");
        String none = workload("${subject}").contentHash();
        String stdin = workload(folder, a, List.of(), Map.of(), "${subject}").contentHash();
        String inputs =
                workload(folder, null, List.of(a), Map.of(), "${subject}").contentHash();
        String environment = workload(folder, null, List.of(), Map.of("A", "1"), "${subject}")
                .contentHash();
        assertThat(List.of(none, stdin, inputs, environment)).doesNotHaveDuplicates();
        file("a", "2");
        assertThat(workload(folder, a, List.of(), Map.of(), "${subject}").contentHash())
                .isNotEqualTo(stdin);
        assertThat(workload(folder, null, List.of(a), Map.of(), "${subject}").contentHash())
                .isNotEqualTo(inputs);
    }

    @Test
    void oneWordIsNotTwo() throws IOException {
        assertThat(workload("${subject}", "a, b").contentHash())
                .isNotEqualTo(workload("${subject}", "a", "b").contentHash());
    }

    @Test
    void theWorkingDirectoryAndWhatIsAboveItAreNoInputs() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Workload workload = workload(inner, null, List.of(), Map.of(), "${subject}", ".", "..", folder.toString());
        String before = workload.contentHash();
        file("inner/new", "1");
        file("new", "1");
        assertThat(workload.contentHash()).isEqualTo(before);
    }

    @Test
    void aFolderOfTooManyFilesIsKnownByHowTheyLook() throws IOException {
        Path many = Files.createDirectories(folder.resolve("many/deep"));
        for (int i = 0; i < 20_001; i++) {
            Files.createFile(many.resolve("f" + i));
        }
        String before = workload("${subject}", "many").contentHash();
        assertThat(workload("${subject}", "many").contentHash()).isEqualTo(before);
        Files.writeString(many.resolve("f7"), "x");
        String larger = workload("${subject}", "many").contentHash();
        assertThat(larger).as("another size").isNotEqualTo(before);
        Files.setLastModifiedTime(many.resolve("f8"), FileTime.fromMillis(1_000_000));
        assertThat(workload("${subject}", "many").contentHash())
                .as("another time")
                .isNotEqualTo(larger);
        assertThat(workload("${subject}", "many").dataHashes(WrittenFiles.NONE)).hasSize(1);
    }

    @Test
    void aDeclaredOutputIsNoInput() throws IOException {
        Workload workload = new Workload(
                "w",
                Use.both,
                List.of("${subject}", "--out=r.json"),
                false,
                null,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of("r.json"),
                List.of(),
                List.of());
        String before = workload.contentHash();
        file("r.json", "1");
        assertThat(workload.contentHash()).isEqualTo(before);
        assertThat(workload.dataHashes(WrittenFiles.NONE)).isEmpty();
    }

    @Test
    void wordsThatNameNothingAreWords() throws IOException {
        assertThat(workload("${subject}", "--x=", "=", "", "\0", "-").contentHash())
                .hasSize(64);
        assertThat(workload("${subject}", "-x").contentHash())
                .isNotEqualTo(workload("${subject}", "-y").contentHash());
    }

    @Test
    void whatLooksLikeAFileAndIsNotThereIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/here.txt"), "x");
        assertThat(workload(
                                "${subject}",
                                "data/here.txt",
                                "data/ther.txt",
                                "--input=nowhere.csv",
                                "data/noending",
                                "-n",
                                "3")
                        .missingFiles())
                .containsExactly("data/ther.txt", "nowhere.csv", "data/noending");
        Workload line = new Workload(
                "line",
                Use.both,
                List.of("${subject} < data/gone.json | sort > data/sorted.txt"),
                true,
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
        assertThat(line.missingFiles()).containsExactly("data/gone.json");
    }

    @Test
    void outputsOptionsPatternsNumbersAndAddressesAreNoMissingFiles() {
        assertThat(workload(
                                "${subject}",
                                "-o",
                                "made.txt",
                                "--out=more.txt",
                                "*.rs",
                                "[a-z].x",
                                "https://example.com/a.txt",
                                "1.5",
                                "10/20",
                                "text/html",
                                "--x/y",
                                "${subjectDir}/x.txt",
                                "a sentence. With words",
                                ".",
                                "..",
                                "/",
                                "",
                                "s/a/b/")
                        .missingFiles())
                .isEmpty();
        Workload declared = new Workload(
                "declared",
                Use.both,
                List.of("${subject}", "result.json"),
                false,
                null,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of("result.json"),
                List.of(),
                List.of());
        assertThat(declared.missingFiles()).isEmpty();
        assertThat(workload("java", "-cp", "target/classes.jar", "com.example.Main", "in.txt")
                        .missingFiles())
                .containsExactly("in.txt");
    }
}
