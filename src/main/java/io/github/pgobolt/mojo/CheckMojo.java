package io.github.pgobolt.mojo;

import io.github.pgobolt.step.CheckStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Compares each variant with the baseline: outputs, the file, loading.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class CheckMojo extends CheckParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(CheckStep.KEY);
    }
}
