package io.github.pgobolt.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.step.Settings.AdapterSettings;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaWorkloadTest {

    @TempDir
    Path folder;

    private Path classes;
    private Path library;
    private Path copyTo;
    private String property;

    @BeforeEach
    void aProjectThatIsCompiled() throws IOException {
        classes = Files.createDirectories(folder.resolve("target/classes"));
        copyTo = classes.resolve("native/linux-x86-64");
        Files.createDirectories(classes.resolve("it"));
        Files.writeString(classes.resolve("it/Main.class"), "not looked into");
        library = Files.createDirectories(folder.resolve("variants/pgo")).resolve("libx.so");
        Files.writeString(library, "built");
    }

    @Test
    void theLibrarysFolderIsTheLibraryPathWhereNothingElseIsSaid() {
        assertThat(argv(java("it.Main")))
                .startsWith("/jdk/bin/java")
                .contains("-Djava.library.path=" + library.getParent())
                .containsSequence("-cp", classes + ":/repository/dependency.jar", "it.Main", "one");
    }

    @Test
    void aPropertyOfTheGoalHoldsUnlessTheWorkloadNamesAnother() {
        property = "goals.property";
        assertThat(argv(java("it.Main")))
                .contains("-Dgoals.property=" + library)
                .noneMatch(w -> w.contains("java.library.path"));
        WorkloadConfig other = java("it.Main");
        other.libraryProperty = "own.property";
        assertThat(argv(other)).contains("-Down.property=" + library).noneMatch(w -> w.contains("goals.property"));
    }

    @Test
    void onTheClassPathTheLibraryLiesFirstAndWhereTheJarHasIt() throws IOException {
        WorkloadConfig config = java("it.Main");
        config.libraryOnClassPath = true;
        String classPath = argv(config).get(argv(config).indexOf("-cp") + 1);
        Path first = Path.of(classPath.split(":")[0]);
        assertThat(first.resolve("native/linux-x86-64/libx.so")).hasContent("built");
        assertThat(first.resolve("native/linux-x86-64/libx.so").toRealPath()).isEqualTo(library.toRealPath());
        assertThat(classPath).endsWith(classes + ":/repository/dependency.jar");
    }

    @Test
    void theLibraryAmongTheClassesIsNoInput() throws IOException {
        String before = workload(java("it.Main")).contentHash();
        Files.createDirectories(copyTo);
        Files.writeString(copyTo.resolve("libx.so"), "shipped");
        assertThat(workload(java("it.Main")).contentHash()).isEqualTo(before);
        Files.writeString(classes.resolve("it/Main.class"), "changed");
        assertThat(workload(java("it.Main")).contentHash()).isNotEqualTo(before);
    }

    @Test
    void crashesAreReportedWhereTheLogsAre() {
        assertThat(argv(java("it.Main"))).contains("-XX:ErrorFile=" + folder.resolve("logs/hs_err_calls_%p.log"));
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertThatThrownBy(() -> argv(java(null)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("either <mainClass> or <jar>");
        WorkloadConfig jar = java(null);
        jar.jar = new File("missing.jar");
        assertThatThrownBy(() -> argv(jar)).hasMessageContaining("missing.jar").hasMessageContaining("does not exist");
        WorkloadConfig path = java("it.Main");
        path.classpath = List.of("no/such/folder");
        assertThatThrownBy(() -> argv(path))
                .hasMessageContaining("'no/such/folder'")
                .hasMessageContaining("nor a file or folder");
        WorkloadConfig command = java("it.Main");
        command.command = List.of("java");
        assertThatThrownBy(() -> argv(command)).hasMessageContaining("has <command>, but is of kind java");
        WorkloadConfig kind = java("it.Main");
        kind.kind = "jvm";
        assertThatThrownBy(() -> argv(kind)).hasMessageContaining("command, java, maven, cargo");
    }

    @Test
    void goalsOfMavenGetThePropertyAndDoNotComeBackHere() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        WorkloadConfig config = new WorkloadConfig();
        config.name = "tests";
        config.kind = "maven";
        config.goals = List.of("surefire:test", "-Dtest=ParserIT");
        assertThatThrownBy(() -> argv(config)).hasMessageContaining("needs <libraryProperty>");
        config.libraryProperty = "x.library";
        assertThat(argv(config))
                .containsExactly(
                        "mvn",
                        folder.toString(),
                        "surefire:test",
                        "-Dtest=ParserIT",
                        "-Dx.library=" + library,
                        "-Dpgobolt.skip=true");
    }

    @Test
    void jmhIsAJavaProgramWhoseForksFindTheLibraryToo() {
        property = "x.library";
        BenchmarkConfig benchmark = new BenchmarkConfig();
        benchmark.kind = "jmh";
        benchmark.include = "ParserBench";
        benchmark.args = List.of("-wi", "1");
        benchmark.passes = 3;
        AdapterSettings settings = BenchmarkConfig.all(List.of(benchmark), new Workloads(folder, 60, new Build()))
                .get(0);
        assertThat(settings.repeats()).isEqualTo(3);
        assertThat(settings.jmh().on(library).argv())
                .containsSequence(
                        "org.openjdk.jmh.Main",
                        "ParserBench",
                        "-wi",
                        "1",
                        "-jvmArgsAppend",
                        "\"-Dx.library=" + library + '"')
                .contains("-Dx.library=" + library);
        benchmark.kind = "criterion";
        assertThatThrownBy(() -> BenchmarkConfig.all(List.of(benchmark), new Workloads(folder, 60, new Build())))
                .hasMessageContaining("are for a <benchmark> of kind jmh");
    }

    private WorkloadConfig java(String mainClass) {
        WorkloadConfig config = new WorkloadConfig();
        config.name = "calls";
        config.kind = "java";
        config.mainClass = mainClass;
        config.args = List.of("one");
        return config;
    }

    private Workload workload(WorkloadConfig config) {
        return new Workloads(folder, 60, new Build()).ofPom(List.of(config)).get(0);
    }

    private List<String> argv(WorkloadConfig config) {
        Command command = workload(config).on(library);
        return command.argv();
    }

    /** Stands in for Maven, which a unit test lacks. */
    private final class Build implements WorkloadKinds {

        @Override
        public List<Path> projectClassPath(String scope, String where) {
            return List.of(classes, Path.of("/repository/dependency.jar"));
        }

        @Override
        public List<Path> artifactClassPath(String coordinates, String where) {
            return List.of(Path.of("/repository/" + coordinates.replace(':', '-') + ".jar"));
        }

        @Override
        public Path java(String jdk, String where) {
            return Path.of("/jdk/bin/java");
        }

        @Override
        public List<String> maven(List<String> goals, Path project, String where) {
            List<String> argv = new java.util.ArrayList<>(List.of("mvn", project.toString()));
            argv.addAll(goals);
            return argv;
        }

        @Override
        public Path crate() {
            return folder;
        }

        @Override
        public Path logs() {
            return folder.resolve("logs");
        }

        @Override
        public String folderInJar(String where) {
            return classes.relativize(copyTo).toString();
        }

        @Override
        public Path copiedTo() {
            return copyTo;
        }

        @Override
        public String libraryProperty() {
            return property;
        }
    }
}
