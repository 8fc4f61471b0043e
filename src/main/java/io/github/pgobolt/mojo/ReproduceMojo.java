package io.github.pgobolt.mojo;

import io.github.pgobolt.step.ReproduceStep;
import io.github.pgobolt.step.SubjectPipeline;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds what ships a second time, from the same profiles in another folder, and says whether it is the same bytes; where
 * it is not, what differs and where.
 *
 * @since 0.1.0
 */
@Mojo(name = "reproduce", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class ReproduceMojo extends ShippingParameters {

    @Override
    void perform() throws IOException {
        SubjectPipeline pipeline = pipeline();
        pipeline.run(ReproduceStep.KEY);
        pipeline.requireReproducible();
    }
}
