package io.github.pgobolt.mojo;

import io.github.pgobolt.step.TrainStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the training workloads on the instrumented build.
 *
 * @since 0.1.0
 */
@Mojo(name = "train", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class TrainMojo extends TrainingParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(TrainStep.KEY);
    }
}
