package io.github.pgobolt.mojo;

import io.github.pgobolt.step.OptimizeStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds with {@code -Cprofile-use}, and with relocations if BOLT follows.
 *
 * @since 0.1.0
 */
@Mojo(name = "optimize", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class OptimizeMojo extends TrainingParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(OptimizeStep.KEY);
    }
}
