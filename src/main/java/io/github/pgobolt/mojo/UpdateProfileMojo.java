package io.github.pgobolt.mojo;

import io.github.pgobolt.artifact.PomText;
import io.github.pgobolt.artifact.ProfilePin;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.step.ProfileArchive;
import io.github.pgobolt.step.ProfilePolicy;
import io.github.pgobolt.step.ProfileUpdate;
import io.github.pgobolt.step.Session;
import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.step.VerdictSource;
import io.github.pgobolt.toolchain.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/**
 * Trains, checks and measures like {@code run}, and writes the profile to {@code src/pgo-profiles/<subject>}, from which
 * later builds take it without training. What moved since the profile that was there is written as Markdown, for the text of
 * a pull request. Nothing is committed.
 *
 * @since 0.1.0
 */
@Mojo(name = "update-profile", requiresProject = false, threadSafe = true)
public final class UpdateProfileMojo extends ReportParameters {

    private static final String NO_HASH = "0".repeat(64);

    /**
     * Instead of the profile of the source tree, {@code storedProfile} in the POM gets the version of this project and the
     * SHA-256 of the archive that {@code attach} deploys of this training. Nothing else in the POM changes. Where the value
     * names a property of the POM, that is changed.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.pin", defaultValue = "false")
    boolean pin;

    /** Trains, whatever the POM says of other goals; what is misspelt there is refused all the same. */
    @Override
    ProfilePolicy profilePolicy() {
        super.profilePolicy();
        return ProfilePolicy.train;
    }

    /** Measures, whatever the POM says of releases: the verdict goes with the profile. */
    @Override
    VerdictSource verdict() {
        super.verdict();
        return VerdictSource.measured;
    }

    @Override
    void perform() throws IOException {
        if (pin) {
            // Before minutes of training: whether the POM has what is to be changed.
            pinned(NO_HASH);
        }
        SubjectPipeline pipeline = pipeline();
        pipeline.run();
        if (!reportSkip) {
            report(pipeline);
        }
        if (pin) {
            pin(pipeline);
        } else {
            keep(pipeline);
        }
    }

    private void keep(SubjectPipeline pipeline) throws IOException {
        ProfileUpdate.Updated updated = new ProfileUpdate(pipeline.session(), pipeline.records()).write();
        getLog().info((updated.changed() ? "The profile was written to " : "The profile is the same as before: ")
                + updated.folder());
        getLog().info("What moved: " + updated.summary());
    }

    private void pin(SubjectPipeline pipeline) throws IOException {
        Session session = pipeline.session();
        String classifier = (subject().name() == null ? "" : subject().name() + "-")
                + Platform.ofTriple(session.subject().target()).classifier();
        Path summary = new ProfileUpdate(session, pipeline.records()).summarize(before());
        Path archive = ProfileArchive.ofTraining(
                        session,
                        pipeline.records(),
                        session.work().file("attach").resolve(classifier + "-profile.zip"))
                .orElseThrow();
        Changes changes = pinned(Hashes.ofFile(archive));
        getLog().info((changes.pom().write(changes.edits()) ? "The POM pins " : "The POM pins as before ")
                + changes.words());
        getLog().info("Its archive: " + archive);
        getLog().info("What moved: " + summary);
    }

    /** Returns the archive that was pinned until now; null if it cannot be had. */
    private Path before() throws IOException {
        try {
            return named("storedProfile", "-profile", "zip")
                    .find(subject().crate().storedProfile())
                    .file();
        } catch (Failure replaced) {
            getLog().warn("The profile that was pinned cannot be compared with: " + replaced.getMessage());
            return null;
        }
    }

    /** What is to be written into the POM. */
    private record Changes(PomText pom, Set<PomText.Edit> edits, String words) {}

    private Changes pinned(String sha256) throws IOException {
        if (!hasPom()) {
            throw Failure.user(
                    "There is no POM here, in which -Dpgobolt.pin could pin a profile. Without it the profile"
                            + " goes to src/pgo-profiles.");
        }
        ProfilePin.Pinned pinned = new ProfilePin.Pinned(
                project.getGroupId() + ":" + project.getArtifactId(), project.getVersion(), sha256);
        String inForce = subject().crate().storedProfile();
        if (inForce == null) {
            throw Failure.user("-Dpgobolt.pin changes <storedProfile> in the plugin's configuration, and there is none."
                    + " Write it once: <storedProfile>" + pinned.project() + ":" + pinned.version()
                    + "</storedProfile>");
        }
        PomText pom = PomText.read(project.getFile().toPath());
        ProfilePin there = new ProfilePin(
                pom, plugin.getGroupId(), plugin.getArtifactId(), new Evaluated(mavenSession, mojoExecution));
        return new Changes(pom, there.edits(inForce, pinned), pinned.words());
    }

    /** Puts values in the places of properties, as Maven did when it read the POM. */
    private record Evaluated(MavenSession session, MojoExecution execution) implements UnaryOperator<String> {

        @Override
        public String apply(String text) {
            try {
                Object value = new PluginParameterExpressionEvaluator(session, execution).evaluate(text);
                return value == null ? "" : value.toString();
            } catch (ExpressionEvaluationException unknown) {
                return text;
            }
        }
    }
}
