package io.github.pgobolt.mojo;

import io.github.pgobolt.step.BoltProfileStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Collects the branch profile that llvm-bolt reads.
 *
 * @since 0.1.0
 */
@Mojo(name = "bolt-profile", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class BoltProfileMojo extends TrainingParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(BoltProfileStep.KEY);
    }
}
