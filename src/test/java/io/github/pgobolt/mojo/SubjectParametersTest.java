package io.github.pgobolt.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.mojo.config.SubjectConfig;
import java.io.File;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class SubjectParametersTest {

    private static final String EXECUTION = """
            <execution><id>%s</id><goals><goal>build</goal></goals><configuration>
              <path>rust</path><features><feature>fast</feature></features><noDefaultFeatures>true</noDefaultFeatures>
              <extraArgs><extraArg>--profile</extraArg><extraArg>ship</extraArg><extraArg>--locked</extraArg></extraArgs>
              <environmentVariables><LEVEL>3</LEVEL></environmentVariables>
              <copyTo>target/classes/native</copyTo><copyWithPlatformDir>true</copyWithPlatformDir>
            </configuration></execution>""";

    @Test
    void whatTheGoalDoesNotSayComesFromRustMavenPlugin() throws Exception {
        SubjectParameters inherited =
                own(null, List.of()).inheriting(RustPlugin.in(project(EXECUTION.formatted("one")), null));
        assertThat(inherited.crate().manifestPath()).isEqualTo(new File("/project/rust/Cargo.toml"));
        assertThat(inherited.crate().features()).containsExactly("fast");
        assertThat(inherited.crate().noDefaultFeatures()).isTrue();
        assertThat(inherited.crate().profile()).isEqualTo("ship");
        assertThat(inherited.crate().cargoArgs()).containsExactly("--locked");
        assertThat(inherited.crate().env()).containsEntry("LEVEL", "3");
        assertThat(inherited.runs().copyTo()).isEqualTo(new File("/project/target/classes/native"));
        assertThat(inherited.runs().copyWithPlatformDir()).isTrue();
    }

    @Test
    void whatTheGoalSaysWins() throws Exception {
        SubjectParameters inherited = own(new File("/other/Cargo.toml"), List.of("small"))
                .inheriting(RustPlugin.in(project(EXECUTION.formatted("one")), null));
        assertThat(inherited.crate().manifestPath()).isEqualTo(new File("/other/Cargo.toml"));
        assertThat(inherited.crate().features()).containsExactly("small");
    }

    @Test
    void severalExecutionsNeedAName() throws Exception {
        MavenProject two = project(EXECUTION.formatted("one") + EXECUTION.formatted("two"));
        assertThatThrownBy(() -> RustPlugin.in(two, null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("one, two")
                .hasMessageContaining("<rustPluginExecution>");
        assertThat(RustPlugin.in(two, "two").features()).containsExactly("fast");
        assertThatThrownBy(() -> RustPlugin.in(null, null))
                .hasMessageContaining("this POM has no org.questdb:rust-maven-plugin");
    }

    @Test
    void subjectsTakeWhatTheyDoNotSayFromAround() throws Exception {
        List<SubjectParameters> each =
                own(null, List.of("fast")).each(List.of(subject("tool", "tool"), subject("other", null)), null);
        assertThat(each).extracting(SubjectParameters::name).containsExactly("tool", "other");
        assertThat(each).extracting(one -> one.crate().bin()).containsExactly("tool", null);
        assertThat(each).allMatch(s -> s.crate().features().equals(List.of("fast")));
        assertThat(own(null, List.of()).each(List.of(subject("tool", "tool"), subject("other", null)), "other"))
                .hasSize(1);
    }

    @Test
    void subjectsWithoutANameOfTheirOwnAreRefused() throws Exception {
        SubjectParameters own = own(null, List.of());
        List<SubjectConfig> twice = List.of(subject("a", null), subject("a", null));
        List<SubjectConfig> unnamed = List.of(subject(null, null));
        assertThatThrownBy(() -> own.each(twice, null)).hasMessageContaining("Two <subject>s have the name 'a'");
        assertThatThrownBy(() -> own.each(unnamed, null)).hasMessageContaining("needs a <name>");
        assertThatThrownBy(() -> own.each(List.of(), "a")).hasMessageContaining("it has none");
    }

    private static SubjectParameters own(File manifest, List<String> features) {
        return new SubjectParameters(
                null,
                new SubjectParameters.Crate(
                        manifest, null, null, null, features, false, "release", List.of(), Map.of(), null),
                SubjectParameters.Runs.NONE);
    }

    private static SubjectConfig subject(String name, String bin) throws ReflectiveOperationException {
        SubjectConfig config = new SubjectConfig();
        set(config, "name", name);
        set(config, "bin", bin);
        return config;
    }

    /** Sets a field as Maven does. */
    private static void set(SubjectConfig config, String field, String value) throws ReflectiveOperationException {
        var declared = SubjectConfig.class.getDeclaredField(field);
        declared.setAccessible(true);
        declared.set(config, value);
    }

    private static MavenProject project(String executions) throws Exception {
        MavenProject project =
                new MavenProject(new MavenXpp3Reader().read(new StringReader("""
                <project><build><plugins><plugin>
                  <groupId>org.questdb</groupId><artifactId>rust-maven-plugin</artifactId><version>1.2.0</version>
                  <executions>%s</executions>
                </plugin></plugins></build></project>""".formatted(executions))));
        project.setFile(new File("/project/pom.xml"));
        return project;
    }
}
