package io.github.pgobolt.mojo;

import io.github.pgobolt.step.LayoutsStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Measures by how much layout alone moves the program's time: llvm-bolt draws a few other layouts of the same code, and they
 * run in turn with the file that it reads.
 *
 * @since 0.1.0
 */
@Mojo(name = "layouts", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class LayoutsMojo extends GateParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(LayoutsStep.KEY);
    }
}
