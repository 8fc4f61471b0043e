package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.step.SubjectPipeline;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the whole pipeline, with or without a POM: baseline, PGO, BOLT, check, benchmark, selection, report. Steps whose
 * inputs have not changed since an earlier build are not done again.
 *
 * @since 0.1.0
 */
@Mojo(name = "run", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class RunMojo extends ReportParameters {

    @Override
    void perform() throws IOException {
        SubjectPipeline pipeline = pipeline();
        try {
            pipeline.run();
        } catch (Failure failure) {
            // The results until then are worth reading, and an older report would describe another state.
            boolean began = pipeline.began();
            if (!reportSkip && began) {
                reportBeside(failure, pipeline);
            }
            throw failure;
        }
        if (!reportSkip) {
            report(pipeline);
        }
        pipeline.requireReproducible();
    }

    /** Writes the report after a failure. If that fails as well, it must not hide why the build failed. */
    private void reportBeside(Failure failure, SubjectPipeline pipeline) {
        try {
            pipeline.report();
        } catch (IOException | RuntimeException ofTheReport) {
            failure.addSuppressed(ofTheReport);
            getLog().warn("The report of what was done until then could not be written: " + ofTheReport);
            getLog().debug(ofTheReport);
        }
    }
}
