package io.github.pgobolt.mojo;

import io.github.pgobolt.report.ConsoleSummary;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.step.SubjectPipeline;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that report on the whole build, which are all parameters. */
public abstract class ReportParameters extends ShippingParameters {

    /**
     * Skips the report.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.report.skip", defaultValue = "false")
    boolean reportSkip;

    /** Writes the report and shows a summary of one screen. */
    final void report(SubjectPipeline pipeline) throws IOException {
        Report report = pipeline.report();
        getLog().info("");
        ConsoleSummary.lines(report, pipeline.reportOutputs().page(), ConsoleStyle.ofMaven())
                .forEach(getLog()::info);
        getLog().info("");
    }
}
