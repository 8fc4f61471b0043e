package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportComparison;
import io.github.pgobolt.report.ReportJson;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what changed between two builds, from their reports: verdicts, sizes, correctness, profiles, flags and tools;
 * and what cannot be compared, such as times from two machines. Needs no POM, no crate and no Rust.
 *
 * @since 0.1.0
 */
@Mojo(name = "compare", requiresProject = false, threadSafe = true)
public final class CompareMojo extends AbstractPgoBoltMojo {

    /**
     * The older report: a report.json, its folder, or a work folder.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.compare.before")
    File compareBefore;

    /**
     * The newer report, as {@code compareBefore}; by default the one in the folder in which Maven was called.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.compare.after")
    File compareAfter;

    /**
     * A file for the same comparison as Markdown, for example for a comment on a pull request.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.compare.markdown")
    File compareMarkdown;

    @Override
    void perform() {
        if (compareBefore == null) {
            throw Failure.user("compare needs the older report: " + Goals.command("compare")
                    + " -Dpgobolt.compare.before=old/report.json -Dpgobolt.compare.after=new/report.json"
                    + " (without the second, the report of this folder is the newer one).");
        }
        Path before = ReportJson.file(compareBefore.toPath());
        Path after = ReportJson.file(compareAfter == null ? Path.of("") : compareAfter.toPath());
        Report older = ReportJson.read(before);
        Report newer = ReportJson.read(after);
        ReportComparison comparison = ReportComparison.of(older, newer);
        getLog().info("older: " + before + written(older));
        getLog().info("newer: " + after + written(newer));
        getLog().info("");
        comparison.warnings().forEach(getLog()::warn);
        comparison.lines().forEach(getLog()::info);
        if (compareMarkdown != null) {
            comparison.writeMarkdown(compareMarkdown.toPath().toAbsolutePath());
            getLog().info("Written to " + compareMarkdown.getAbsolutePath());
        }
    }

    private static String written(Report report) {
        return report.createdAt() == null ? "" : ", written " + report.createdAt();
    }
}
