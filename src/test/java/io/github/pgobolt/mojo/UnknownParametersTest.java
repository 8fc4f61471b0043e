package io.github.pgobolt.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Activation;
import org.apache.maven.model.ActivationProperty;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownParametersTest {

    private static final Path HERE = Path.of("/work/project");

    private MavenProject project;
    private MavenSession session;
    private PluginDescriptor plugin;

    @BeforeEach
    void build() throws Exception {
        project = MavenBuilds.project("native", HERE.resolve("pom.xml"));
        session = MavenBuilds.session(HERE, HERE.resolve("pom.xml"), List.of(project));
        plugin = MavenBuilds.descriptor("benchmark.budgetSeconds", "failIfSlower", "requireFaster", "train");
    }

    private List<String> warnings() {
        return new UnknownParameters(session, project, plugin).warnings();
    }

    private void type(String property) {
        session.getUserProperties().setProperty(property, "0.02");
    }

    @Test
    void whatIsKnownOrOfOthersIsFine() {
        type("pgobolt.train");
        type("pgobolt.failIfSlower");
        type("maven.test.skip");
        project.getProperties().setProperty("pgobolt.benchmark.budgetSeconds", "5");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void anUnknownOneIsWarnedOfOnceWithTheNearest() {
        type("pgobolt.trian");
        project.getProperties().setProperty("pgobolt.budgetSeconds", "5");
        assertThat(warnings())
                .containsExactly(
                        "No parameter is called pgobolt.budgetSeconds, so it does nothing. Did you mean pgobolt.benchmark.budgetSeconds?",
                        "No parameter is called pgobolt.trian, so it does nothing. Did you mean pgobolt.train?");
        assertThat(warnings()).as("the second goal of the build").isEmpty();
    }

    @Test
    void whatIsNearToNoneNamesTheList() {
        type("pgobolt.colour");
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("No parameter is called pgobolt.colour", ":help -Ddetail lists them all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pgobolt.failIfSlowr",
                "pgobolt.failifslower",
                "pgo-bolt.failIfSlower",
                "pgobolt.gate.failIfSlower"
            })
    void aGateIsAnError(String property) {
        type(property);
        assertThatThrownBy(this::warnings)
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(
                        "No parameter is called " + property,
                        "did you mean pgobolt.failIfSlower?",
                        "would hold nothing back");
    }

    @Test
    void aGateOfThePomsPropertiesIsAnError() {
        project.getProperties().setProperty("pgobolt.requireFast", "0.02");
        assertThatThrownBy(this::warnings).hasMessageContaining("did you mean pgobolt.requireFaster?");
    }

    @Test
    void aGateAsAnElementIsAnError() {
        Plugin configured = MavenBuilds.plugin();
        PluginExecution execution = new PluginExecution();
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(new Xpp3Dom("failIfSlowr"));
        execution.setConfiguration(configuration);
        configured.addExecution(execution);
        project.getBuild().addPlugin(configured);
        assertThatThrownBy(this::warnings)
                .hasMessageContainingAll("No parameter is called <failIfSlowr>", "did you mean <failIfSlower>?");
    }

    @Test
    void aPropertyThatThePomReadsIsTheUsersOwn() {
        type("pgobolt.version");
        type("pgobolt.ci");
        Plugin used = MavenBuilds.plugin();
        used.setVersion("${pgobolt.version}");
        project.getBuild().addPlugin(used);
        Profile profile = new Profile();
        profile.setActivation(new Activation());
        profile.getActivation().setProperty(new ActivationProperty());
        profile.getActivation().getProperty().setName("pgobolt.ci");
        project.getOriginalModel().addProfile(profile);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void itHoldsWithoutAPom() {
        project = null;
        type("pgobolt.trian");
        assertThat(warnings()).hasSize(1);
    }
}
