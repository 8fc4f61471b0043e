package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.CrateTargets;
import io.github.pgobolt.cargo.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTestsTest {

    @TempDir
    Path folder;

    private CrateTargets crate = new CrateTargets(Path.of("/rust"), Subject.Kind.bin, List.of(), List.of());

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private List<WorkloadConfig> workloads(boolean evaluates) throws IOException {
        return new OwnTests(List.of(folder.resolve("src/test/java")), () -> crate).workloads(evaluates);
    }

    @Test
    void theProjectsTestsTrainAndEvaluateByTheGoalThatFindsThem() throws IOException {
        file("src/test/java/a/ParserTest.java");
        crate = new CrateTargets(Path.of("/rust"), Subject.Kind.lib, List.of("parse"), List.of());
        assertThat(workloads(true)).singleElement().satisfies(tests -> {
            assertThat(tests.goals).containsExactly("surefire:test");
            assertThat(tests.use).isEqualTo("both");
        });
        file("src/test/java/a/ParserIT.java");
        file("src/test/java/a/Data.java");
        assertThat(workloads(false)).extracting(tests -> tests.name).containsExactly("tests", "integration-tests");
        assertThat(workloads(false)).extracting(tests -> tests.use).containsOnly("train");
    }

    @Test
    void withoutJavaTestsThoseOfTheCrateTrain() throws IOException {
        crate = new CrateTargets(Path.of("/rust"), Subject.Kind.lib, List.of("parse", "whole"), List.of("speed"));
        List<WorkloadConfig> found = workloads(true);
        assertThat(found).extracting(one -> one.name).containsExactly("tests-parse", "tests-whole", "benches-speed");
        assertThat(found).extracting(one -> one.test).containsExactly("parse", "whole", null);
        assertThat(found).extracting(one -> one.use).containsOnly("train");
        assertThat(found)
                .extracting(one -> one.workingDirectory.getPath())
                .as("the package's folder, which need not be that of the manifest that was named")
                .containsOnly("/rust");
    }

    @Test
    void testsOfAProgramMayEvaluateWhereNothingElseDoes() throws IOException {
        crate = new CrateTargets(Path.of("/rust"), Subject.Kind.bin, List.of("cli"), List.of("speed"));
        assertThat(workloads(true)).extracting(one -> one.use).containsExactly("both", "train");
        assertThat(workloads(false)).extracting(one -> one.use).containsOnly("train");
    }

    @Test
    void withoutAnyTestItIsSaidWhereWasLooked() {
        assertThatThrownBy(() -> workloads(true))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("looked at " + folder.resolve("src/test/java"))
                .hasMessageContaining("-Dpgobolt.train=");
    }

    @Test
    void ofARunOfTestsTheCountsAreCompared() {
        String line =
                "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.05 s -- in a.ParserTest";
        String compared = line;
        String other = "[INFO] Total time:  2.1 s";
        WorkloadConfig config = new WorkloadConfig();
        config.goals = List.of("org.apache.maven.plugins:maven-surefire-plugin:3.5.6:test");
        config.libraryProperty = "lib";
        for (String pattern : MavenWorkload.line(
                        config,
                        new CargoWorkloadTest.NoMaven() {
                            @Override
                            public List<String> maven(List<String> goals, Path project, boolean quiet, String where) {
                                assertThat(quiet).isFalse();
                                return goals;
                            }
                        },
                        Path.of("").toAbsolutePath(),
                        "a workload")
                .ignore()) {
            compared = compared.replaceAll(pattern, "");
            other = other.replaceAll(pattern, "");
        }
        assertThat(compared).isEqualTo("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1");
        assertThat(other).isEmpty();
    }
}
