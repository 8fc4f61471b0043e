package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import io.github.pgobolt.workload.WrittenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingInputTest {

    @TempDir
    Path folder;

    private Workload workload(Path stdin, List<Path> inputs, String... command) {
        return new Workload(
                "w",
                Use.both,
                List.of(command),
                false,
                stdin,
                Map.of(),
                folder,
                1,
                10,
                1,
                0,
                List.of(),
                inputs,
                List.of());
    }

    private static boolean same(Workload training, Workload evaluation) {
        return TrainingInput.evaluatedOnTraining(List.of(training), List.of(evaluation), WrittenFiles.NONE);
    }

    @Test
    void contentCountsNotTheName() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "same");
        Files.writeString(folder.resolve("b.txt"), "same");
        Files.writeString(folder.resolve("c.txt"), "other");
        Workload training = workload(null, List.of(), "${subject}", "--fast", "a.txt");
        assertThat(same(training, workload(null, List.of(), "${subject}", "b.txt")))
                .isTrue();
        assertThat(same(training, workload(null, List.of(), "${subject}", "c.txt")))
                .isFalse();
        assertThat(same(training, workload(null, List.of(), "${subject}", "a.txt", "c.txt")))
                .as("half of it is new")
                .isFalse();
        assertThat(same(training, workload(folder.resolve("b.txt"), List.of(), "${subject}")))
                .as("standard input")
                .isTrue();
        assertThat(same(training, workload(null, List.of(), "${subject}", "--in=b.txt")))
                .isTrue();
    }

    @Test
    void declaredFoldersCount() throws IOException {
        Files.createDirectories(folder.resolve("one/deep"));
        Files.createDirectories(folder.resolve("two"));
        Files.writeString(folder.resolve("one/deep/x"), "data");
        Files.writeString(folder.resolve("two/y"), "data");
        Workload training = workload(null, List.of(folder.resolve("one")), "${subject}");
        assertThat(same(training, workload(null, List.of(folder.resolve("two")), "${subject}")))
                .isTrue();
    }

    @Test
    void withoutFilesTheCommandCounts() {
        Workload training = workload(null, List.of(), "${subject}", "--rounds", "7");
        assertThat(same(training, workload(null, List.of(), "${subject}", "--rounds", "7")))
                .isTrue();
        assertThat(same(training, workload(null, List.of(), "${subject}", "--rounds", "8")))
                .isFalse();
        assertThat(TrainingInput.evaluatedOnTraining(List.of(), List.of(training), WrittenFiles.NONE))
                .isFalse();
    }

    /** What it reads may change between two looks, as a folder in which others work does. */
    @Test
    void aTrainingRunIsTheTrainingsWithoutALook() {
        Path gone = folder.resolve("gone");
        assertThat(same(
                        workload(null, List.of(gone), "${subject}", "7"),
                        workload(null, List.of(gone), "${subject}", "7")))
                .isTrue();
    }

    @Test
    void theProgramAndAClassPathAreNoInput() throws IOException {
        Files.writeString(folder.resolve("app.jar"), "classes");
        Files.writeString(folder.resolve("lib.jar"), "more classes");
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.resolve("b.txt"), "b");
        List<Path> jars = List.of(folder.resolve("app.jar"), folder.resolve("lib.jar"));
        Workload training = workload(null, jars, "java", "-cp", "app.jar:lib.jar", "Main", "a.txt");
        assertThat(same(training, workload(null, jars, "java", "-cp", "app.jar:lib.jar", "Main", "7")))
                .isFalse();
        assertThat(same(training, workload(null, jars, "java", "-cp", "app.jar:lib.jar", "Main", "b.txt")))
                .isFalse();
        assertThat(same(training, workload(null, jars, "java", "-cp", "app.jar:lib.jar", "Main", "a.txt", "7")))
                .isTrue();
    }

    /** Both runs have it on their command line, but neither works on it. */
    @Test
    void whatRunsIsNoInputWhoeverNamesIt() throws IOException {
        Files.write(folder.resolve("filter.so"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        for (String file : List.of("agent.jar", "filter.lua", "bench.py", "app.toml", "load.sh")) {
            Files.writeString(folder.resolve(file), "code of " + file);
        }
        String here = folder.toString();
        assertThat(differ("${subject}", "filter.so")).isTrue();
        assertThat(differ("${subject}", "--plugin", "filter.lua")).isTrue();
        assertThat(differ("${subject}", "--plugin-path=filter.lua")).isTrue();
        assertThat(differ("${subject}", "--config", "app.toml")).isTrue();
        assertThat(differ("python3", "-u", "bench.py")).isTrue();
        assertThat(differ("env", "A=1", "nice", "-n", "5", "sh", "load.sh")).isTrue();
        assertThat(differ(
                        "java",
                        "-javaagent:agent.jar",
                        "-Djava.library.path=" + here + "/x",
                        "-Dagent=agent.jar",
                        "Main"))
                .isTrue();
        assertThat(differ("java", "-Xmx1g", "-jar", "agent.jar")).isTrue();
        assertThat(TrainingInput.evaluatedOnTraining(
                        List.of(line("python3 bench.py 7 | ${subject} --stdin")),
                        List.of(line("python3 bench.py 8 | ${subject} --stdin")),
                        WrittenFiles.NONE))
                .isFalse();
        assertThat(differ("${subject}", "filter.lua"))
                .as("a script that the subject itself works on")
                .isFalse();
        Workload declared = workload(null, List.of(folder.resolve("filter.so")), "${subject}", "7");
        assertThat(same(declared, workload(null, List.of(folder.resolve("filter.so")), "${subject}", "8")))
                .as("declared")
                .isTrue();
        assertThat(same(
                        workload(null, List.of(), "${subject}", "filter.so"),
                        workload(null, List.of(), "${subject}", "filter.so")))
                .as("the very same run")
                .isTrue();
    }

    /** Whether two runs that differ in the last word are told apart. */
    private boolean differ(String... words) {
        List<String> training = new ArrayList<>(List.of(words));
        List<String> evaluation = new ArrayList<>(List.of(words));
        training.add("40000000");
        evaluation.add("20000000");
        return !same(
                workload(null, List.of(), training.toArray(String[]::new)),
                workload(null, List.of(), evaluation.toArray(String[]::new)));
    }

    @Test
    void aLineForAShellIsTakenApart() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "a");
        Files.writeString(folder.resolve("b.txt"), "b");
        Workload training = line("${subject} <a.txt | wc -l");
        assertThat(same(training, line("wc -l <a.txt; ${subject} a.txt"))).isTrue();
        assertThat(same(training, line("${subject} <b.txt | wc -l"))).isFalse();
        String before = training.contentHash();
        Files.writeString(folder.resolve("a.txt"), "other");
        assertThat(training.contentHash())
                .as("what it reads is part of what training depends on")
                .isNotEqualTo(before);
    }

    private Workload line(String command) {
        return new Workload(
                "w",
                Use.both,
                List.of(command),
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
    }
}
