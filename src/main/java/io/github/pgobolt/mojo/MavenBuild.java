package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.mojo.config.WorkloadKinds;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.shared.invoker.CommandLineConfigurationException;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenCommandLineBuilder;
import org.apache.maven.shared.utils.cli.Commandline;

/** Maven's answers for workloads of kind java and maven. */
final class MavenBuild implements WorkloadKinds {

    private final MavenProject project;
    private final MavenSession session;
    private final ClassPaths classPaths;
    private final Jdks jdks;
    private final Path crate;
    private final Path workFolder;
    private final Path copiedTo;
    private final String libraryProperty;

    /**
     * @param project the project, or null if there is no POM
     * @param crate the folder of the crate's manifest
     * @param workFolder the folder for logs
     * @param copiedTo the folder that the shipped file is copied to, or null
     * @param libraryProperty the property for workloads that name none, or null
     */
    MavenBuild(
            MavenProject project,
            MavenSession session,
            ClassPaths classPaths,
            Jdks jdks,
            Path crate,
            Path workFolder,
            Path copiedTo,
            String libraryProperty) {
        this.project = project;
        this.session = session;
        this.classPaths = classPaths;
        this.jdks = jdks;
        this.crate = crate;
        this.workFolder = workFolder;
        this.copiedTo = copiedTo;
        this.libraryProperty = libraryProperty;
    }

    @Override
    public List<Path> projectClassPath(String scope, String where) {
        if (project == null) {
            throw Failure.user(
                    "'" + scope + "' in " + where + " means the class path of the project, and there is no POM here."
                            + " Name paths or group:artifact:version, or run in the project's folder.");
        }
        List<Path> path = new ArrayList<>();
        if (scope.equals("test")) {
            path.add(Path.of(project.getBuild().getTestOutputDirectory()));
        }
        path.add(Path.of(project.getBuild().getOutputDirectory()));
        path.addAll(classPaths.ofProject(project, scope, where));
        return path;
    }

    @Override
    public List<Path> artifactClassPath(String coordinates, String where) {
        return classPaths.ofArtifact(project, coordinates, where);
    }

    @Override
    public Path java(String jdk, String where) {
        return jdks.java(jdk, where);
    }

    @Override
    public List<String> maven(List<String> goals, Path folder, String where) {
        InvocationRequest request = new DefaultInvocationRequest()
                .setBaseDirectory(folder.toFile())
                .setBatchMode(true)
                .setQuiet(true)
                .setOffline(session.isOffline())
                .setLocalRepositoryDirectory(
                        session.getRepositorySession().getLocalRepository().getBasedir());
        request.addArgs(goals);
        File settings = session.getRequest().getUserSettingsFile();
        if (settings != null && settings.isFile()) {
            request.setUserSettingsFile(settings);
        }
        MavenCommandLineBuilder builder = new MavenCommandLineBuilder();
        if (System.getProperty("maven.home") != null) {
            builder.setMavenHome(new File(System.getProperty("maven.home")));
        }
        try {
            Commandline line = builder.build(request);
            // The executable in Maven's command is quoted for a shell, and there is none. With -f it runs in any
            // folder.
            List<String> argv = new ArrayList<>(List.of(
                    builder.getMavenExecutable().getAbsolutePath(),
                    "-f",
                    folder.resolve("pom.xml").toString()));
            argv.addAll(List.of(line.getArguments()));
            return argv;
        } catch (CommandLineConfigurationException e) {
            throw new Failure(
                    Failure.Kind.USER,
                    "Maven cannot be run for " + where + ": " + e.getMessage()
                            + ". Set MAVEN_HOME to the folder of a Maven installation.",
                    e);
        }
    }

    @Override
    public Path crate() {
        return crate;
    }

    @Override
    public Path logs() {
        return workFolder.resolve("logs");
    }

    @Override
    public String folderInJar(String where) {
        Path classes = project == null ? null : Path.of(project.getBuild().getOutputDirectory());
        if (copiedTo == null || classes == null || !copiedTo.startsWith(classes)) {
            throw Failure.user(
                    where + " looks for the library where the jar has it, so that <copyTo> must lie below the"
                            + " project's classes; it is " + copiedTo
                            + ". Set <copyTo>${project.build.outputDirectory}/native</copyTo>.");
        }
        return classes.relativize(copiedTo).toString();
    }

    @Override
    public Path copiedTo() {
        return copiedTo;
    }

    @Override
    public String libraryProperty() {
        return libraryProperty;
    }
}
