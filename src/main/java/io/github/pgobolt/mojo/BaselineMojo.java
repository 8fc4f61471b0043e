package io.github.pgobolt.mojo;

import io.github.pgobolt.step.BaselineStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the baseline, which every other variant is compared with.
 *
 * @since 0.1.0
 */
@Mojo(name = "baseline", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class BaselineMojo extends BuildParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(BaselineStep.KEY);
    }
}
