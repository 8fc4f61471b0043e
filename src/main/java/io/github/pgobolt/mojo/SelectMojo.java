package io.github.pgobolt.mojo;

import io.github.pgobolt.step.SelectStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Chooses what ships, and copies it to {@code copyTo}.
 *
 * @since 0.1.0
 */
@Mojo(name = "select", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class SelectMojo extends AbstractPgoBoltMojo {

    @Override
    void perform() throws IOException {
        pipeline().run(SelectStep.KEY);
    }
}
