package io.github.pgobolt.mojo;

import io.github.pgobolt.step.ProfilePolicy;
import io.github.pgobolt.step.ProfileUpdate;
import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.step.VerdictSource;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Trains, checks and measures like {@code run}, and writes the profile to {@code src/pgo-profiles/<subject>}, from which
 * later builds take it without training. What moved since the profile that was there is written as Markdown, for the text of
 * a pull request. Nothing is committed.
 *
 * @since 0.1.0
 */
@Mojo(name = "update-profile", requiresProject = false, threadSafe = true)
public final class UpdateProfileMojo extends ReportParameters {

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
        SubjectPipeline pipeline = pipeline();
        pipeline.run();
        if (!reportSkip) {
            report(pipeline);
        }
        ProfileUpdate.Updated updated = new ProfileUpdate(pipeline.session(), pipeline.records()).write();
        getLog().info((updated.changed() ? "The profile was written to " : "The profile is the same as before: ")
                + updated.folder());
        getLog().info("What moved: " + updated.summary());
    }
}
