package io.github.pgobolt.mojo;

import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes the report of the steps' results, and shows a summary of one screen.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ReportMojo extends ReportParameters {

    @Override
    void perform() throws IOException {
        if (reportSkip) {
            getLog().info("report: skipped, switched off");
            return;
        }
        report(pipeline());
    }
}
