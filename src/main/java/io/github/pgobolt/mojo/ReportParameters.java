package io.github.pgobolt.mojo;

import io.github.pgobolt.report.ConsoleSummary;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.step.SubjectPipeline;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals read that report on the whole build, which is all there is. */
public abstract class ReportParameters extends ShippingParameters {

    /**
     * Skips the report.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.report.skip", defaultValue = "false")
    boolean reportSkip;

    /** Writes the report and shows it on one screen. */
    final void report(SubjectPipeline pipeline) throws IOException {
        Report report = pipeline.report();
        getLog().info("");
        ConsoleSummary.lines(report, pipeline.reportOutputs().page(), ConsoleStyle.ofMaven()).forEach(getLog()::info);
        getLog().info("");
    }
}
