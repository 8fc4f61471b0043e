package io.github.pgobolt.mojo;

import io.github.pgobolt.pipeline.StepName;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Measures the variants on the evaluation workloads, in random order.
 *
 * @since 0.1.0
 */
@Mojo(name = "benchmark", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class BenchmarkMojo extends AbstractPgoBoltMojo {

    @Override
    void perform() throws IOException {
        pipeline().runOnly(StepName.BENCHMARK);
    }
}
