package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.OwnTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Unit tests that load a library which nobody builds before they run: they would end with UnsatisfiedLinkError, and nothing
 * would name the cause.
 *
 * @param project the project of the tests
 * @param copyFolder the folder that what ships is copied to, or null
 */
record TestsBeforeLibrary(MavenProject project, Path copyFolder) {

    private static final String RUST_PLUGIN = "org.questdb:rust-maven-plugin";
    private static final String OWN = "io.github.pgobolt:pgo-bolt-maven-plugin";

    private static final Set<String> BEFORE_TESTS = Set.of(
            "validate",
            "initialize",
            "generate-sources",
            "process-sources",
            "generate-resources",
            "process-resources",
            "compile",
            "process-classes",
            "generate-test-sources",
            "process-test-sources",
            "generate-test-resources",
            "process-test-resources",
            "test-compile",
            "process-test-classes");

    /** Returns the warning; null if there is nothing to warn of. */
    String warning() throws IOException {
        Path classes = Path.of(project.getBuild().getOutputDirectory());
        if (copyFolder == null || !copyFolder.startsWith(classes) || hasLibrary() || isBuiltBefore()) {
            return null;
        }
        List<Path> sources =
                project.getTestCompileSourceRoots().stream().map(Path::of).toList();
        return !OwnTests.hasUnitTests(sources)
                ? null
                : "There are unit tests, no library is in " + copyFolder
                        + " yet, and nobody builds one before they run: tests that"
                        + " load it will fail with UnsatisfiedLinkError. Bind the goal run to <phase>process-classes</phase>, or let"
                        + " rust-maven-plugin build the plain library (start-java-library.md has both POMs).";
    }

    private boolean hasLibrary() throws IOException {
        if (!Files.isDirectory(copyFolder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(copyFolder)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    private boolean isBuiltBefore() {
        return project.getBuildPlugins().stream().anyMatch(TestsBeforeLibrary::buildsBefore);
    }

    private static boolean buildsBefore(Plugin plugin) {
        return switch (plugin.getKey()) {
            case RUST_PLUGIN ->
                plugin.getExecutions().stream().anyMatch(e -> e.getGoals().contains("build"));
            case OWN -> plugin.getExecutions().stream().anyMatch(TestsBeforeLibrary::shipsBefore);
            default -> false;
        };
    }

    private static boolean shipsBefore(PluginExecution execution) {
        return BEFORE_TESTS.contains(String.valueOf(execution.getPhase()))
                && (execution.getGoals().contains("run") || execution.getGoals().contains("select"));
    }
}
