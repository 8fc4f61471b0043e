package io.github.pgobolt.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystemSession;

/** Maven's own objects for tests, as a build has them. */
final class MavenBuilds {

    private MavenBuilds() {}

    static MavenSession session(Path here, Path pom, List<MavenProject> projects) {
        DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
        request.setPom(pom == null ? null : pom.toFile());
        Properties system = new Properties();
        system.setProperty("user.dir", here.toString());
        request.setSystemProperties(system);
        request.setUserProperties(new Properties());
        MavenSession session =
                new MavenSession(null, (RepositorySystemSession) null, request, new DefaultMavenExecutionResult());
        session.setProjects(new ArrayList<>(projects));
        return session;
    }

    static MavenProject project(String artifact, Path pom) {
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId(artifact);
        model.setVersion("1");
        model.setBuild(new Build());
        MavenProject project = new MavenProject(model);
        project.setOriginalModel(model);
        project.setFile(pom == null ? new File("pom.xml") : pom.toFile());
        project.setExecutionRoot(true);
        return project;
    }

    static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.pgobolt");
        plugin.setArtifactId("pgo-bolt-maven-plugin");
        return plugin;
    }

    /** A descriptor with a goal that has these parameters, each with its property. */
    static PluginDescriptor descriptor(String... properties) throws Exception {
        PluginDescriptor descriptor = new PluginDescriptor();
        descriptor.setGroupId("io.github.pgobolt");
        descriptor.setArtifactId("pgo-bolt-maven-plugin");
        descriptor.setVersion("1.2.3");
        descriptor.setGoalPrefix("pgo-bolt");
        MojoDescriptor goal = new MojoDescriptor();
        goal.setPluginDescriptor(descriptor);
        goal.setGoal("run");
        List<Parameter> parameters = new ArrayList<>();
        for (String property : properties) {
            Parameter parameter = new Parameter();
            parameter.setName(property.replace(".", ""));
            parameter.setExpression("${pgobolt." + property + "}");
            parameters.add(parameter);
        }
        goal.setParameters(parameters);
        descriptor.addMojo(goal);
        return descriptor;
    }
}
