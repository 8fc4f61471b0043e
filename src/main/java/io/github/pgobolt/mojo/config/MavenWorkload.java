package io.github.pgobolt.mojo.config;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the command of a workload of kind {@code maven}. */
final class MavenWorkload {

    private MavenWorkload() {}

    static WorkloadLine line(WorkloadConfig config, WorkloadKinds build, Path baseDirectory, String where) {
        if (config.goals == null || config.goals.isEmpty()) {
            throw Failure.user(where
                    + " of kind maven needs <goals>, such as <goal>surefire:test</goal><goal>-Dtest=ParserIT</goal>.");
        }
        Path project = config.project == null ? baseDirectory : baseDirectory.resolve(config.project.toPath());
        if (!Files.isRegularFile(project.resolve("pom.xml"))) {
            throw Failure.user("<project> of " + where + " is no Maven project: " + project + " has no pom.xml.");
        }
        String property = config.libraryProperty == null ? build.libraryProperty() : config.libraryProperty;
        if (property == null) {
            throw Failure.user(
                    where + " of kind maven needs <libraryProperty>: the system property by which the tests are told"
                            + " which file of the library to load.");
        }
        List<String> words = new ArrayList<>(config.goals);
        // Surefire and failsafe pass properties of the command line on to the JVM that they start.
        words.add("-D" + property + "=" + Workload.SUBJECT);
        // The inner build must not start the same pipeline again, and its failures are failures here.
        words.add("-Dpgobolt.skip=true");
        return new WorkloadLine(build.maven(words, project, where), List.of(project.resolve("pom.xml")));
    }
}
