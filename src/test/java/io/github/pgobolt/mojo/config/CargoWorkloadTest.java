package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.CargoTarget;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CargoWorkloadTest {

    private final WorkloadConfig config = new WorkloadConfig();

    @BeforeEach
    void aWorkloadOfKindCargo() {
        config.name = "crate";
        config.kind = "cargo";
    }

    @Test
    void theExecutableLiesBesideTheSubjectThatItIsBuiltLike() {
        config.example = "words";
        config.args = List.of("one");
        Workload workload = workload();
        assertThat(workload.use()).isEqualTo(Use.train);
        assertThat(workload.cargoTarget()).hasValue(new CargoTarget(CargoTarget.Kind.example, "words"));
        assertThat(workload.on(Path.of("/work/instrumented/libx.so")).argv())
                .containsExactly("/work/instrumented/cargo/example/words", "one");
    }

    @Test
    void itRunsInTheFolderOfTheCrateAsCargoWouldRunIt() {
        config.test = "words";
        assertThat(workload().workingDirectory()).isEqualTo(Path.of("/crate"));
    }

    @Test
    void aBenchIsToldThatItIsOne() {
        config.bench = "words";
        assertThat(workload().on(Path.of("/work/x")).argv()).containsExactly("/work/cargo/bench/words", "--bench");
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertRefused("needs one of <test>, <bench> and <example>");
        config.bench = "words";
        config.use = "evaluate";
        assertRefused("can train, but not evaluate");
        config.use = "both";
        assertRefused("Write <use>train</use>");
        config.use = "train";
        config.example = "words";
        assertRefused("It has 2.");
        config.example = null;
        config.bench = null;
        config.test = "tests/words.rs";
        assertRefused("is no name of a cargo target");
    }

    @Test
    void aTestMayEvaluateAndItsTimeIsNoDifference() {
        config.test = "words";
        config.use = "both";
        assertThat(workload().use()).isEqualTo(Use.both);
        String line = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s";
        assertThat(workload().ignore())
                .singleElement()
                .satisfies(pattern -> assertThat(line.replaceAll(pattern, "")).endsWith("0 filtered out"));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::workload)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("workload 'crate'")
                .hasMessageContaining(message);
    }

    private Workload workload() {
        return new Workloads(Path.of("/project"), 60, new NoMaven())
                .ofPom(List.of(config))
                .get(0);
    }

    /** Fails on any question: a workload of kind cargo asks only for the crate's folder. */
    static class NoMaven implements WorkloadKinds {

        @Override
        public Path crate() {
            return Path.of("/crate");
        }

        @Override
        public List<Path> projectClassPath(String scope, String where) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Path> artifactClassPath(String coordinates, String where) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path java(String jdk, String where) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> maven(List<String> goals, Path project, boolean quiet, String where) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path logs() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String folderInJar(String where) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path copiedTo() {
            return null;
        }

        @Override
        public String libraryProperty() {
            return null;
        }
    }
}
