package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.GoalForm;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * The common behaviour of all goals: do nothing if skipped, else do their work, and report a failure of the engine to
 * Maven.
 *
 * <p>Maven fills the fields of a goal and of its superclasses, but cannot map a property to a nested bean. So the
 * parameters of the goals form a ladder, in which each class extends the one before: {@link ToolParameters},
 * {@link BuildParameters}, {@link TrainingParameters}, {@link CheckParameters}, {@link BenchmarkParameters},
 * {@link GateParameters}, {@link ShippingParameters}, {@link ReportParameters}. A goal extends the first that has all
 * the parameters it reads and none that it does not, which a test enforces; the few parameters that it reads from a
 * higher rung it declares itself. Each rung makes its own section of the engine's settings. The classes are public,
 * since Maven calls setters by reflection.
 */
public abstract class AbstractPgoBoltMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    MavenSession mavenSession;

    @Parameter(defaultValue = "${plugin}", readonly = true)
    PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution mojoExecution;

    /**
     * Does nothing at all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.skip", defaultValue = "false")
    boolean skip;

    private final ProcessRunner processes = new ProcessRunner();

    /** The form of goals in this folder; made once, when the parameters are there. */
    private GoalForm goals;

    /** Does the goal's work. */
    abstract void perform() throws IOException, MojoExecutionException, MojoFailureException;

    /** Does the work for everything that the goal covers, which is one subject by default. */
    void performAll() throws IOException, MojoExecutionException, MojoFailureException {
        perform();
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("pgo-bolt is skipped (pgobolt.skip)");
            return;
        }
        try {
            new UnknownParameters(mavenSession, hasPom() ? project : null, plugin)
                    .warnings()
                    .forEach(getLog()::warn);
            ownSettings()
                    .warnings(mojoExecution, suffix -> goals(suffix).in(Goals.command(mojoExecution.getGoal())))
                    .forEach(getLog()::warn);
            performAll();
        } catch (Failure asMade) {
            // The cause too: Maven prints its message where it is another.
            Failure failure = asMade.inWords(goals().in(asMade.getMessage()));
            if (failure.kind() == Failure.Kind.USER) {
                throw new MojoFailureException(failure.getMessage(), failure);
            }
            throw new MojoExecutionException(failure.getMessage(), failure);
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("I/O failed: " + e.getMessage(), e);
        }
    }

    /** Returns how goals are typed in this folder, for every text that leaves the plugin. */
    final GoalForm goals() {
        if (goals == null) {
            goals = goals(ownSettings().suffix(mojoExecution));
        }
        return goals;
    }

    /** @param suffix names the settings of a goal; empty for those of the plugin */
    private GoalForm goals(String suffix) {
        return GoalForms.of(mavenSession, hasPom() ? project : null, plugin, suffix);
    }

    private OwnSettings ownSettings() {
        return new OwnSettings(hasPom() ? project : null, plugin);
    }

    @Override
    public final org.apache.maven.plugin.logging.Log getLog() {
        return new FormedLog(super.getLog(), goals());
    }

    /** Returns the base of relative paths: the project's folder, or without a POM the current one. */
    final Path baseDirectory() {
        return hasPom() ? project.getBasedir().toPath() : Path.of("").toAbsolutePath();
    }

    final boolean hasPom() {
        return project != null && project.getBasedir() != null && project.getFile() != null;
    }

    /** In the local repository, as other plugins keep what is of the machine: {@code mvn clean} leaves it. */
    final Path keptTrials() {
        return mavenSession
                .getRepositorySession()
                .getLocalRepository()
                .getBasedir()
                .toPath()
                .resolve(".cache/pgo-bolt/bolt-trials.json");
    }

    final ProcessRunner processes() {
        return processes;
    }

    final Log engineLog() {
        return new MavenLog(getLog());
    }

    /** Adapts Maven's log for the engine. */
    private record MavenLog(org.apache.maven.plugin.logging.Log maven) implements Log {

        @Override
        public void info(String line) {
            maven.info(line);
        }

        @Override
        public void warn(String line) {
            maven.warn(line);
        }

        @Override
        public void debug(String line) {
            maven.debug(line);
        }
    }
}
