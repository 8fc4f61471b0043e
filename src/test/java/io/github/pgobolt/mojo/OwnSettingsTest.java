package io.github.pgobolt.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnSettingsTest {

    private final Plugin plugin = MavenBuilds.plugin();
    private MavenProject project;

    @BeforeEach
    void build() throws Exception {
        project = MavenBuilds.project("native", Path.of("/work/project/pom.xml"));
        project.getBuild().addPlugin(plugin);
        plugin.setConfiguration(xml("<c><lto>inherit</lto></c>"));
    }

    private static Xpp3Dom xml(String text) throws Exception {
        return Xpp3DomBuilder.build(new StringReader(text));
    }

    private void execution(String id, String configuration) throws Exception {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setConfiguration(configuration == null ? null : xml(configuration));
        plugin.addExecution(execution);
    }

    private static MojoExecution running(String id, MojoExecution.Source source) {
        MojoDescriptor run = new MojoDescriptor();
        run.setGoal("run");
        return source == MojoExecution.Source.CLI
                ? new MojoExecution(run, id, source)
                : new MojoExecution(MavenBuilds.plugin(), "run", id);
    }

    private OwnSettings settings() throws Exception {
        return new OwnSettings(project, MavenBuilds.descriptor());
    }

    private List<String> typed(String id) throws Exception {
        return settings().warnings(running(id, MojoExecution.Source.CLI), suffix -> "mvn pgo-bolt:run" + suffix);
    }

    @Test
    void anExecutionWithSettingsOfItsOwnIsNamedInCommands() throws Exception {
        execution("native", "<c><lto>inherit</lto><bin>server</bin></c>");
        assertThat(settings().suffix(running("native", MojoExecution.Source.LIFECYCLE)))
                .isEqualTo("@native");
        assertThat(settings().suffix(running("native", MojoExecution.Source.CLI)))
                .isEqualTo("@native");
        assertThat(settings().suffix(running("default-cli", MojoExecution.Source.CLI)))
                .isEmpty();
    }

    @Test
    void aGoalThatIsTypedWithoutThemIsToldEach() throws Exception {
        execution("native", "<c><lto>inherit</lto><workloads/><bin>server</bin></c>");
        execution("other", "<c><lto>fat</lto></c>");
        assertThat(typed("default-cli"))
                .containsExactly(
                        "The POM gives bin, workloads in the execution 'native', and a goal that is typed without it does"
                                + " not get them. With them: mvn pgo-bolt:run@native",
                        "The POM gives lto in the execution 'other', and a goal that is typed without it does not get"
                                + " them. With them: mvn pgo-bolt:run@other");
        assertThat(typed("other")).isEmpty();
        assertThat(settings()
                        .warnings(
                                running("default-run", MojoExecution.Source.LIFECYCLE),
                                suffix -> "mvn pgo-bolt:run" + suffix))
                .isEmpty();
    }

    @Test
    void executionsThatHaveWhatThePluginHasMakeNoDifference() throws Exception {
        execution("native", "<c><lto>inherit</lto></c>");
        execution("bare", null);
        assertThat(typed("default-cli")).isEmpty();
        assertThat(settings().suffix(running("native", MojoExecution.Source.LIFECYCLE)))
                .isEmpty();
    }

    @Test
    void noPomHasNone() throws Exception {
        OwnSettings none = new OwnSettings(null, MavenBuilds.descriptor());
        assertThat(none.suffix(running("default-cli", MojoExecution.Source.CLI)))
                .isEmpty();
        assertThat(none.warnings(running("default-cli", MojoExecution.Source.CLI), suffix -> "mvn x" + suffix))
                .isEmpty();
    }
}
