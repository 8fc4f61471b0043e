package io.github.pgobolt.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReport;

/**
 * The report as a page of {@code mvn site}, under Project Reports: the verdict, the intervals, what is missing, and the
 * whole report one click away. A project with modules also shows those of its modules. It reads what earlier builds
 * left and measures nothing; each verdict has the time at which it was written.
 *
 * @since 0.1.0
 */
@Mojo(name = "site-report", threadSafe = true)
public final class SiteReportMojo extends AbstractMojo implements MavenReport {

    private static final String NAME = "pgo-bolt";

    @Parameter(defaultValue = "${project}", readonly = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    MavenSession mavenSession;

    @Parameter(defaultValue = "${plugin}", readonly = true)
    PluginDescriptor plugin;

    /** The site's folder, set by maven-site-plugin. */
    private File outputDirectory;

    /**
     * Omits the page.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.siteReport.skip", defaultValue = "false")
    boolean siteReportSkip;

    /**
     * Does nothing at all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.skip", defaultValue = "false")
    boolean skip;

    /**
     * The work folder of this project; that of a module is looked for in its build folder.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workDirectory", defaultValue = "${project.build.directory}/pgo-bolt")
    File workDirectory;

    @Override
    public String getOutputName() {
        return NAME;
    }

    @Override
    public String getName(Locale locale) {
        return "PGO and BOLT";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Whether the optimised Rust is faster and correct, and what ships.";
    }

    /**
     * Whether there is a page. A module without any Rust gets none; if the whole build has no report, the root's page
     * says so.
     */
    @Override
    public boolean canGenerateReport() {
        if (skip || siteReportSkip) {
            return false;
        }
        boolean found = !sources().isEmpty();
        if (!found && !project.isExecutionRoot()) {
            getLog().info("No report of pgo-bolt is in " + workDirectory + ", so this module gets no page.");
        }
        return found || project.isExecutionRoot();
    }

    @Override
    public void generate(Sink sink, Locale locale) {
        new SitePage(
                        sink,
                        sources(),
                        outputDirectory.toPath().resolve(NAME),
                        NAME,
                        GoalForms.of(mavenSession, project, plugin, ""))
                .write();
    }

    /** Refuses a direct call: the page is part of a site, and only maven-site-plugin can provide its context. */
    @Override
    public void execute() throws MojoFailureException {
        throw new MojoFailureException(
                "'site-report' is a page of a Maven site and makes nothing by itself. Name it under"
                        + " <reporting> in the POM and run mvn site, or open a report itself: " + workDirectory
                        + "/report/report.html");
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public void setReportOutputDirectory(File folder) {
        outputDirectory = folder;
    }

    @Override
    public File getReportOutputDirectory() {
        return outputDirectory;
    }

    @Override
    public boolean isExternalReport() {
        return false;
    }

    private List<SitePage.Source> sources() {
        List<SitePage.Source> sources =
                new ArrayList<>(SitePage.Source.below(workDirectory.toPath(), project.getArtifactId(), null));
        List<MavenProject> modules = Objects.requireNonNullElse(project.getCollectedProjects(), List.of());
        for (MavenProject module : modules) {
            Path work = Path.of(module.getBuild().getDirectory()).resolve("pgo-bolt");
            sources.addAll(SitePage.Source.below(work, module.getArtifactId(), module.getName()));
        }
        return sources;
    }
}
