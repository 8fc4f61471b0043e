package io.github.pgobolt.mojo;

import io.github.pgobolt.step.BoltStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lays out the code with llvm-bolt.
 *
 * @since 0.1.0
 */
@Mojo(name = "bolt", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class BoltMojo extends TrainingParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(BoltStep.KEY);
    }
}
