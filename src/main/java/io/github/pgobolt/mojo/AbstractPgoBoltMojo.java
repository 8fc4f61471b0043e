package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.CargoMetadata;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.Placeholders;
import io.github.pgobolt.mojo.config.Runner;
import io.github.pgobolt.mojo.config.SubjectConfig;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import io.github.pgobolt.mojo.config.Workloads;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.report.ConsoleSummary;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.step.Session;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Installer;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** What all goals do: make the engine's settings of the parameters, once for each subject, and tell a failure to Maven. */
public abstract class AbstractPgoBoltMojo extends SkipParameters {

    private static final String PIPELINE_KEY = "pgo-bolt pipeline";

    @Parameter(defaultValue = "${project}", readonly = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    MavenSession mavenSession;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution mojoExecution;

    @Parameter(defaultValue = "${plugin}", readonly = true)
    PluginDescriptor plugin;

    @Component
    ProjectDependenciesResolver dependencies;

    @Component
    RepositorySystem repositories;

    @Component
    ToolchainManager toolchains;

    /**
     * Does nothing at all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.skip", defaultValue = "false")
    boolean skip;

    /**
     * Permits the installation of missing tools: rustup's component, or the distribution's package.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.install", defaultValue = "false")
    boolean install;

    /**
     * Runs every step again, whatever its record says.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.force", defaultValue = "false")
    boolean force;

    /**
     * Where everything is written; {@code target/pgo-bolt} by default.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workDirectory")
    File workDirectory;

    /**
     * The folder that what ships is copied to, such as {@code target/classes/native}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.copyTo")
    File copyTo;

    /**
     * Whether {@code copyTo} gets a folder for the platform, by the names of JNA, such as {@code linux-x86-64}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.copyWithPlatformDir", defaultValue = "false")
    boolean copyWithPlatformDir;

    /**
     * Folders in which tools are searched first.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.toolPaths")
    List<File> toolPaths;

    /**
     * Takes path, features, profile, extraArgs, environment, copyTo and copyWithPlatformDir from the execution of
     * {@code org.questdb:rust-maven-plugin} in the same POM, where they are not set here. Its library among the classes is
     * replaced before the jar is made.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.inheritRustPlugin", defaultValue = "false")
    boolean inheritRustPlugin;

    /**
     * The execution of rust-maven-plugin to inherit from, where several build.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.rustPluginExecution")
    String rustPluginExecution;

    /**
     * Several subjects in one build, each with a name, its own workloads and its own folder below the work folder; what a
     * subject does not say is taken from the parameters above.
     * @since 0.1.0
     */
    @Parameter
    List<SubjectConfig> subjects;

    /**
     * The one of several subjects to work on; all by default.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.subject")
    String subject;

    private final ProcessRunner processes = new ProcessRunner();

    /** The subject that the goal works on at the moment. */
    private SubjectParameters current;

    /** Does the goal's work. */
    abstract void perform() throws IOException, MojoExecutionException, MojoFailureException;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("pgo-bolt is skipped (pgobolt.skip)");
            return;
        }
        try {
            if (mojoExecution != null) {
                Placeholders.restore(workloads, Given.list(subjects), mojoExecution.getConfiguration());
            }
            List<SubjectParameters> each = forEachSubject()
                    ? ownParameters().each(Given.list(subjects), subject)
                    : List.of(ownParameters());
            for (SubjectParameters parameters : each) {
                current = parameters;
                if (parameters.name() != null) {
                    getLog().info("subject " + parameters.name());
                }
                perform();
            }
        } catch (Failure failure) {
            if (failure.kind() == Failure.Kind.USER) {
                throw new MojoFailureException(failure.getMessage(), failure);
            }
            throw new MojoExecutionException(failure.getMessage(), failure);
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("I/O failed: " + e.getMessage(), e);
        }
    }

    private SubjectParameters ownParameters() {
        SubjectParameters own = new SubjectParameters(
                null,
                manifestPath,
                packageName,
                bin,
                lib,
                Given.list(features),
                noDefaultFeatures,
                profile,
                Given.list(cargoArgs),
                env == null ? Map.of() : env,
                Given.list(workloads),
                copyTo,
                copyWithPlatformDir,
                libraryProperty);
        return inheritRustPlugin ? own.inheriting(RustPlugin.in(hasPom() ? project : null, rustPluginExecution)) : own;
    }

    /** The name of the subject that the goal works on; null where the build has only one. */
    final String subjectName() {
        return current.name();
    }

    /** The folder that relative paths start from: the project's, or without a POM the current one. */
    final Path baseDirectory() {
        return hasPom() ? project.getBasedir().toPath() : Path.of("").toAbsolutePath();
    }

    final boolean hasPom() {
        return project != null && project.getBasedir() != null && project.getFile() != null;
    }

    final ProcessRunner processes() {
        return processes;
    }

    /** Looks for tools, and installs what is missing where that is permitted. */
    final Detection detect(String triple) throws IOException {
        return install
                ? new Installer(processes, getLog()::info).complete(new Toolchains(processes), toolRequest(triple), wanted())
                : new Toolchains(processes).detect(toolRequest(triple));
    }

    /** Looks for tools, and installs nothing. */
    final Detection look() throws IOException {
        return new Toolchains(processes).detect(toolRequest(target));
    }

    private ToolRequest toolRequest(String triple) {
        return new ToolRequest(
                toolchain == null ? "" : toolchain,
                triple,
                Given.paths(toolPaths),
                crateDirectory(),
                current.environment());
    }

    /** The crate's folder, whose rust-toolchain.toml counts; where there is no crate, as for doctor, the project's. */
    private Path crateDirectory() {
        try {
            return CargoMetadata.locateManifest(subjectQuery()).getParent();
        } catch (Failure noCrate) {
            return baseDirectory();
        }
    }

    /** A pipeline and what was asked for, of which its session made its own settings. */
    private record Opened(Settings asked, SubjectPipeline pipeline) {}

    /** The pipeline of this build; its goals share it, since looking at the machine takes its time. */
    @SuppressWarnings("unchecked")
    final SubjectPipeline pipeline() throws IOException {
        Settings settings = settings();
        Object cached = getPluginContext() == null ? null : getPluginContext().get(PIPELINE_KEY + current.name());
        if (cached instanceof Opened last && last.asked().equals(settings)) {
            return last.pipeline();
        }
        SubjectPipeline opened = new SubjectPipeline(Session.open(settings, this::detect, processes, new MavenLog(getLog())), plugin.getVersion());
        if (getPluginContext() != null) {
            getPluginContext().put(PIPELINE_KEY + current.name(), new Opened(settings, opened));
        }
        return opened;
    }

    /** Writes the report and shows it on one screen. */
    final void report(SubjectPipeline pipeline) throws IOException {
        Report report = pipeline.report();
        getLog().info("");
        ConsoleSummary.lines(report, pipeline.reportOutputs().page(), ConsoleStyle.ofMaven()).forEach(getLog()::info);
        getLog().info("");
    }

    final Settings settings() {
        Workloads factory = new Workloads(baseDirectory(), workloadTimeoutSeconds, mavenBuild());
        List<WorkloadConfig> configs = current.workloads();
        List<Workload> workloads = allWorkloads(factory, factory.ofPom(configs));
        List<Workload> ofPom = workloads.subList(0, configs.size());
        return new Settings(
                subjectQuery(),
                buildSettings(current),
                toolchain == null ? "" : toolchain,
                Given.paths(toolPaths),
                workloads,
                Workloads.servers(configs, ofPom).stream().map(server -> server.under(runnerWords())).toList(),
                Runner.isCargos(runner),
                lossBudget,
                branchProfileSettings(),
                boltSettings(),
                Choice.of("strip", strip, Strip.Mode.class),
                checkSettings(configs, ofPom),
                benchmarkSettings(factory, configs, ofPom),
                gateSettings(),
                workFolder(),
                allowUnchecked,
                current.copyTo() == null ? null : Given.path(current.copyTo()),
                current.copyWithPlatformDir(),
                skippedSteps(),
                wanted(),
                force,
                parallelBuilds);
    }

    private SubjectQuery subjectQuery() {
        return new SubjectQuery(
                current.manifestPath() == null ? null : Given.path(current.manifestPath()),
                baseDirectory(),
                current.packageName(),
                current.bin(),
                current.lib(),
                target);
    }

    private MavenBuild mavenBuild() {
        Path work = workFolder();
        return new MavenBuild(
                hasPom() ? project : null,
                mavenSession,
                new ClassPaths(dependencies, repositories, mavenSession.getRepositorySession(), runsEarly()),
                new Jdks(toolchains, mavenSession, baseDirectory()),
                crateDirectory(),
                work == null ? baseDirectory().resolve("target/pgo-bolt") : work,
                copyFolder(),
                current.libraryProperty());
    }

    /** Whether the goal is about subjects, and so is done for each of them, or about the machine. */
    boolean forEachSubject() {
        return true;
    }

    /** Whether the goal runs before the project is compiled, so that its class path cannot be resolved yet. */
    boolean runsEarly() {
        return false;
    }

    private Path copyFolder() {
        if (current.copyTo() == null) {
            return null;
        }
        Platform platform = target == null ? Platform.current() : Platform.ofTriple(target);
        Path folder = Given.path(current.copyTo());
        return current.copyWithPlatformDir() ? folder.resolve(platform.jnaName()) : folder;
    }

    /** With a POM the project's build folder; null lets the engine use the crate's. */
    final Path workFolder() {
        Path folder = workDirectory != null
                ? Given.path(workDirectory)
                : hasPom() ? Path.of(project.getBuild().getDirectory()).resolve("pgo-bolt") : null;
        return folder == null || current.name() == null ? folder : folder.resolve(current.name());
    }

    final Log engineLog() {
        return new MavenLog(getLog());
    }

    /** Maven's log for the engine. */
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
