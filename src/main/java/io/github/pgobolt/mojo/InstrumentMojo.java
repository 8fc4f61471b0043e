package io.github.pgobolt.mojo;

import io.github.pgobolt.step.InstrumentStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the subject with {@code -Cprofile-generate}.
 *
 * @since 0.1.0
 */
@Mojo(name = "instrument", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class InstrumentMojo extends BuildParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(InstrumentStep.KEY);
    }
}
