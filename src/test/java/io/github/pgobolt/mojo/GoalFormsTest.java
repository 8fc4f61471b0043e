package io.github.pgobolt.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.GoalForm;
import io.github.pgobolt.base.Goals;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Activation;
import org.apache.maven.model.Build;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoalFormsTest {

    private static final Path HERE = Path.of("/work/project");
    private static final String LONG = "mvn io.github.pgobolt:pgo-bolt-maven-plugin:1.2.3:doctor";

    private MavenProject project;
    private MavenSession session;

    @BeforeEach
    void build() {
        project = MavenBuilds.project("native", HERE.resolve("pom.xml"));
        session = MavenBuilds.session(HERE, HERE.resolve("pom.xml"), List.of(project));
    }

    private String doctor(MavenProject of) throws Exception {
        GoalForm form = GoalForms.of(session, of, MavenBuilds.descriptor(), "");
        return form.in(Goals.command("doctor"));
    }

    @Test
    void withoutAPomItIsTheFullNameWithTheVersionInUse() throws Exception {
        assertThat(doctor(null)).isEqualTo(LONG);
    }

    @Test
    void aGroupOfTheSettingsHasThePrefixAnywhere() throws Exception {
        session.getRequest().setPluginGroups(List.of("io.github.pgobolt"));
        assertThat(doctor(null)).isEqualTo("mvn pgo-bolt:doctor");
        assertThat(doctor(project)).isEqualTo("mvn pgo-bolt:doctor");
    }

    @Test
    void aPomWithoutThePluginHasNoPrefix() throws Exception {
        assertThat(doctor(project)).isEqualTo(LONG);
    }

    @Test
    void aPomWithThePluginHasThePrefix() throws Exception {
        project.getBuild().addPlugin(MavenBuilds.plugin());
        assertThat(doctor(project)).isEqualTo("mvn pgo-bolt:doctor");
    }

    @Test
    void managementIsEnough() throws Exception {
        project.getBuild().setPluginManagement(new PluginManagement());
        project.getBuild().getPluginManagement().addPlugin(MavenBuilds.plugin());
        assertThat(doctor(project)).isEqualTo("mvn pgo-bolt:doctor");
    }

    @Test
    void aProfileThatHasThePluginIsNamed() throws Exception {
        Profile other = new Profile();
        other.setId("other");
        project.setActiveProfiles(List.of(other, profile("fast")));
        assertThat(doctor(project)).isEqualTo("mvn -Pfast pgo-bolt:doctor");
    }

    @Test
    void aProfileOfTheParentIsNamedAndOneThatIsOnByDefaultIsNot() throws Exception {
        MavenProject parent = MavenBuilds.project("parent", null);
        Profile byDefault = profile("usual");
        byDefault.setActivation(new Activation());
        byDefault.getActivation().setActiveByDefault(true);
        parent.setActiveProfiles(List.of(profile("two words"), byDefault));
        project.setParent(parent);
        assertThat(doctor(project)).isEqualTo("mvn '-Ptwo words' pgo-bolt:doctor");
    }

    @Test
    void aModuleIsNamed() throws Exception {
        project.setExecutionRoot(false);
        project.getBuild().addPlugin(MavenBuilds.plugin());
        assertThat(doctor(project)).isEqualTo("mvn -pl :native pgo-bolt:doctor");
    }

    @Test
    void aPomElsewhereIsNamed() throws Exception {
        session.getRequest().setPom(HERE.resolve("a folder/pom.xml").toFile());
        assertThat(doctor(project)).isEqualTo("mvn -f 'a folder/pom.xml'" + LONG.substring(3));
        session.getRequest().setPom(Path.of("/other/pom.xml").toFile());
        assertThat(doctor(project)).startsWith("mvn -f /other/pom.xml ");
    }

    private static Profile profile(String id) {
        Profile profile = new Profile();
        profile.setId(id);
        profile.setBuild(new Build());
        profile.getBuild().addPlugin(MavenBuilds.plugin());
        return profile;
    }
}
