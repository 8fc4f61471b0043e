package io.github.pgobolt.mojo;

import io.github.pgobolt.step.TargetsStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the subject for each of {@code targets} with the profile of the one training, checks and measures what can be run
 * here, and copies what ships below {@code copyTo}.
 *
 * @since 0.1.0
 */
@Mojo(name = "targets", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class TargetsMojo extends ShippingParameters {

    @Override
    void perform() throws IOException {
        if (Given.list(targets).isEmpty()) {
            getLog().info("targets: skipped, none are named (-Dpgobolt.targets=x86_64-unknown-linux-musl,…)");
            return;
        }
        pipeline().run(TargetsStep.KEY);
    }
}
