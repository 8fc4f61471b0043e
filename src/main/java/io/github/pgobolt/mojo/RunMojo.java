package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.step.SubjectPipeline;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * The whole pipeline, with or without a POM: baseline, PGO, BOLT, check, benchmark, selection, report. What an earlier
 * build did and nothing changed since is not done again.
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
            // What was done until then is worth reading, and an older report would tell of another state.
            boolean began = pipeline.began();
            if (!reportSkip && began) {
                reportBeside(failure, pipeline);
            }
            throw failure;
        }
        if (!reportSkip) {
            report(pipeline);
        }
    }

    /** A report that fails as well must not hide why the build failed. */
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
