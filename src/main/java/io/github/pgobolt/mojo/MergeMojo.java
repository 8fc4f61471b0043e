package io.github.pgobolt.mojo;

import io.github.pgobolt.step.MergeStep;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Merges the raw profiles with llvm-profdata, within a loss budget.
 *
 * @since 0.1.0
 */
@Mojo(name = "merge", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class MergeMojo extends TrainingParameters {

    @Override
    void perform() throws IOException {
        pipeline().run(MergeStep.KEY);
    }
}
