package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportComparison;
import io.github.pgobolt.report.ReportJson;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what changed between two builds, from their reports: verdicts, sizes, correctness, profiles, flags and tools;
 * and what cannot be compared, such as times from two machines. Needs no POM, no crate and no Rust.
 *
 * @since 0.1.0
 */
@Mojo(name = "compare", requiresProject = false, threadSafe = true)
public final class CompareMojo extends AbstractMojo {

    /** The places of a report relative to the folder that a user may name instead of the file. */
    private static final List<String> BELOW =
            List.of("", "report.json", "report/report.json", "target/pgo-bolt/report/report.json");

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
    public void execute() throws MojoExecutionException, MojoFailureException {
        try {
            compare();
        } catch (Failure failure) {
            if (failure.kind() == Failure.Kind.USER) {
                throw new MojoFailureException(failure.getMessage(), failure);
            }
            throw new MojoExecutionException(failure.getMessage(), failure);
        }
    }

    private void compare() {
        if (compareBefore == null) {
            throw Failure.user("compare needs the older report: " + Goals.command("compare")
                    + " -Dpgobolt.compare.before=old/report.json -Dpgobolt.compare.after=new/report.json"
                    + " (without the second, the report of this folder is the newer one).");
        }
        Path before = report(compareBefore.toPath());
        Path after = report(compareAfter == null ? Path.of("") : compareAfter.toPath());
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

    /**
     * Returns the report below a named folder; the path itself if it is a file or nothing is found, so that the message
     * names what the user typed.
     */
    private static Path report(Path named) {
        Path path = named.toAbsolutePath().normalize();
        return BELOW.stream()
                .map(path::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(Files.isDirectory(path) ? path.resolve("report.json") : path);
    }
}
