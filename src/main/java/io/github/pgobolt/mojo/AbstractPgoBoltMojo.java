package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CargoMetadata;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.mojo.config.BenchmarkConfig;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.Placeholders;
import io.github.pgobolt.mojo.config.SubjectConfig;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import io.github.pgobolt.mojo.config.Workloads;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Pipeline;
import io.github.pgobolt.pipeline.Session;
import io.github.pgobolt.pipeline.Settings;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.report.ConsoleSummary;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Installer;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
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

/**
 * The parameters that all goals share, and what makes the engine's settings of them.
 *
 * <p>Public, since Maven calls {@link #setPackage} by reflection, which a class of this package alone does not let it.
 */
public abstract class AbstractPgoBoltMojo extends AbstractMojo {

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
     * The crate's Cargo.toml. Found by itself in the project's folder, in {@code src/main/rust} and in {@code rust}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.manifestPath")
    File manifestPath;

    private String packageName;

    /**
     * The executable to optimise. Found by itself where the crate has only one.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bin")
    String bin;

    /**
     * The library (cdylib) to optimise. Found by itself where the crate has only one.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.lib")
    String lib;

    /**
     * Cargo features to switch on.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.features")
    List<String> features;

    /**
     * Whether cargo's default features are off.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.noDefaultFeatures", defaultValue = "false")
    boolean noDefaultFeatures;

    /**
     * The cargo profile.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.profile", defaultValue = "release")
    String profile;

    /**
     * The Rust target triple; the host's by default.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.target")
    String target;

    /**
     * The rustup toolchain, such as {@code nightly} or {@code +nightly}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.toolchain", defaultValue = "")
    String toolchain;

    /**
     * More arguments of cargo build.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.cargoArgs")
    List<String> cargoArgs;

    /**
     * Added to cargo's environment.
     * @since 0.1.0
     */
    @Parameter
    Map<String, String> env;

    /**
     * rustc flags that are added to your own, from whichever source those come (CARGO_ENCODED_RUSTFLAGS, RUSTFLAGS,
     * .cargo/config.toml). All variants are built with them.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.rustFlags")
    List<String> rustFlags;

    /**
     * Link-time optimisation of all variants: {@code fat}, {@code thin}, or {@code inherit} from the crate.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.lto", defaultValue = "fat")
    String lto;

    /**
     * Codegen units of all variants: a number, or {@code inherit} from the crate.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.codegenUnits", defaultValue = "1")
    String codegenUnits;

    /**
     * rustc's target-cpu for all variants. Unset by default, since it narrows where the file runs; {@code native} is
     * for a file that stays on this machine.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.targetCpu")
    String targetCpu;

    /**
     * {@code same}: the baseline has the LTO and codegen units of the other variants, so that a difference is PGO's or
     * BOLT's. {@code inherit}: the baseline is built as the crate ships today.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.baselineProfile", defaultValue = "same")
    String baselineProfile;

    /**
     * Whether rustc's remarks on the use of the profile are kept in the log and counted.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.remarks", defaultValue = "false")
    boolean remarks;

    /**
     * What is taken out of what ships: {@code none}, {@code debuginfo} or {@code symbols}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.strip", defaultValue = "debuginfo")
    String strip;

    /**
     * The runs that exercise the subject; see the guide on workloads.
     * @since 0.1.0
     */
    @Parameter
    List<WorkloadConfig> workloads;

    /**
     * The arguments of one training run, quoted as in a shell but not given to one; {@code @file} holds one run a line.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.train")
    String train;

    /**
     * The arguments of one evaluation run, as {@code train}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.evaluate")
    String evaluate;

    /**
     * The arguments of one run for training and evaluation both, as {@code train}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workload")
    String workload;

    /**
     * The limit of one run of a workload, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workloadTimeoutSeconds", defaultValue = "600")
    int workloadTimeoutSeconds;

    /**
     * The limit of one build by cargo, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.buildTimeoutSeconds", defaultValue = "7200")
    int buildTimeoutSeconds;

    /**
     * The limit of one call of llvm-bolt, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltTimeoutSeconds", defaultValue = "1800")
    int boltTimeoutSeconds;

    /**
     * The share of raw profiles, in files or bytes, that may be unreadable before merge fails; 0.01 is 1 %.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.merge.lossBudget", defaultValue = "0.01")
    double lossBudget;

    /**
     * How BOLT's profile is collected: {@code auto} samples branches where the machine can and instruments elsewhere,
     * {@code none} instruments, anything else is an event of perf.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.perfEvent", defaultValue = "auto")
    String perfEvent;

    /**
     * Recordings of perf that were made elsewhere, from production say, of the very file that BOLT gets.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.perfData")
    List<File> perfData;

    /**
     * Whether recordings of perf stay when they are converted.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.keepPerfData", defaultValue = "false")
    boolean keepPerfData;

    /**
     * Options of llvm-bolt that replace the default ones.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltFlags")
    List<String> boltFlags;

    /**
     * Options of llvm-bolt that are added to the default ones.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltExtraFlags")
    List<String> boltExtraFlags;

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
     * The system property that workloads of kind java and maven get the library's path in, unless they name another.
     * Without one, java workloads find the library by {@code java.library.path}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.libraryProperty")
    String libraryProperty;

    /**
     * Folders in which tools are searched first.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.toolPaths")
    List<File> toolPaths;

    /**
     * The time for the whole comparison, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.budgetSeconds", defaultValue = "120")
    int benchmarkBudgetSeconds;

    /**
     * The relative difference within which two variants count as the same; 0.01 is 1 %.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.delta", defaultValue = "0.01")
    double benchmarkDelta;

    /**
     * What is compared: {@code cpu} (user and system time), {@code wall}, {@code reported} (what each workload says of
     * itself, see {@code metric} of a workload), or {@code auto}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.metric", defaultValue = "auto")
    String benchmarkMetric;

    /**
     * The seed of the random order of runs; recorded, so that a benchmark can be repeated.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.seed", defaultValue = "20261122")
    long benchmarkSeed;

    /**
     * Benchmarks that you have already, of kind {@code criterion} or {@code hyperfine}. They are run beside the plugin's
     * own and shown in the report; verdicts do not rest on them.
     * @since 0.1.0
     */
    @Parameter
    List<BenchmarkConfig> benchmarks;

    /**
     * The processors that the measured runs are bound to, such as {@code 1} or {@code 2,3}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.pinCpus")
    List<Integer> pinCpus;

    /**
     * Fails the build where a variant that ships is shown slower than the baseline by more than this; 0.02 is 2 %.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.failIfSlower")
    Double failIfSlower;

    /**
     * Fails the build unless it is shown that what ships is not slower than the baseline by more than this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireNotSlower")
    Double requireNotSlower;

    /**
     * Fails the build unless it is shown that what ships is faster than the baseline by at least this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireFaster")
    Double requireFaster;

    /**
     * Fails the build where what ships is shown slower on any one workload by more than this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.noWorkloadSlower")
    Double noWorkloadSlower;

    /**
     * Fails the build where any variant is not correct, even if another one ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireCorrect", defaultValue = "false")
    boolean requireCorrect;

    /**
     * What a gate does where the measurement shows nothing either way: {@code warn} or {@code fail}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.onInconclusive", defaultValue = "warn")
    String onInconclusive;

    /**
     * Skips the baseline.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.baseline.skip", defaultValue = "false")
    boolean baselineSkip;

    /**
     * Skips the instrumented build, and PGO with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.instrument.skip", defaultValue = "false")
    boolean instrumentSkip;

    /**
     * Skips training, and PGO with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.train.skip", defaultValue = "false")
    boolean trainSkip;

    /**
     * Skips merging, and PGO with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.merge.skip", defaultValue = "false")
    boolean mergeSkip;

    /**
     * Skips the optimised build.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.optimize.skip", defaultValue = "false")
    boolean optimizeSkip;

    /**
     * Skips the branch profile, and BOLT with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt-profile.skip", defaultValue = "false")
    boolean boltProfileSkip;

    /**
     * Skips BOLT: PGO alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt.skip", defaultValue = "false")
    boolean boltSkip;

    /**
     * Skips the check, so that nothing but the baseline can ship.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.skip", defaultValue = "false")
    boolean checkSkip;

    /**
     * Skips the benchmark, so that nothing but the baseline can ship.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.skip", defaultValue = "false")
    boolean benchmarkSkip;

    /**
     * Skips the selection.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.select.skip", defaultValue = "false")
    boolean selectSkip;

    /**
     * Skips the report.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.report.skip", defaultValue = "false")
    boolean reportSkip;

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

    /**
     * The package of a workspace. Found by itself where there is only one. A setter, since a field cannot have the name.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.package")
    public final void setPackage(String value) {
        packageName = value;
    }

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
                Placeholders.restore(workloads, orEmpty(subjects), mojoExecution.getConfiguration());
            }
            List<SubjectParameters> each = forEachSubject()
                    ? ownParameters().each(orEmpty(subjects), subject)
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
                orEmpty(features),
                noDefaultFeatures,
                profile,
                orEmpty(cargoArgs),
                env == null ? Map.of() : env,
                orEmpty(workloads),
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
    final Detection detect() throws IOException {
        return install
                ? new Installer(processes, getLog()::info).complete(new Toolchains(processes), toolRequest())
                : look();
    }

    /** Looks for tools, and installs nothing. */
    final Detection look() throws IOException {
        return new Toolchains(processes).detect(toolRequest());
    }

    private ToolRequest toolRequest() {
        return new ToolRequest(
                toolchain == null ? "" : toolchain,
                target,
                orEmpty(toolPaths).stream().map(AbstractPgoBoltMojo::absolute).toList(),
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

    /** The pipeline of this build; its goals share it, since looking at the machine takes its time. */
    @SuppressWarnings("unchecked")
    final Pipeline pipeline() throws IOException {
        Settings settings = settings();
        Object cached = getPluginContext() == null ? null : getPluginContext().get(PIPELINE_KEY + current.name());
        if (cached instanceof Pipeline pipeline && pipeline.session().settings().equals(settings)) {
            return pipeline;
        }
        long start = System.nanoTime();
        Pipeline opened = new Pipeline(Session.open(settings, detect(), processes, new MavenLog(getLog()), start), plugin.getVersion());
        if (getPluginContext() != null) {
            getPluginContext().put(PIPELINE_KEY + current.name(), opened);
        }
        return opened;
    }

    /** Writes the report and shows it on one screen. */
    final void report(Pipeline pipeline) throws IOException {
        Report report = pipeline.report();
        getLog().info("");
        ConsoleSummary.lines(report, pipeline.reportOutputs().page(), ConsoleStyle.ofMaven()).forEach(getLog()::info);
        getLog().info("");
    }

    final Settings settings() {
        Workloads factory = new Workloads(baseDirectory(), workloadTimeoutSeconds, mavenBuild());
        List<WorkloadConfig> configs = current.workloads();
        List<Workload> ofPom = factory.ofPom(configs);
        return new Settings(
                subjectQuery(),
                buildSettings(),
                toolchain == null ? "" : toolchain,
                orEmpty(toolPaths).stream().map(AbstractPgoBoltMojo::absolute).toList(),
                allWorkloads(factory, ofPom),
                Workloads.servers(configs, ofPom),
                lossBudget,
                new Settings.BranchProfileSettings(
                        perfEvent, 20, orEmpty(perfData).stream().map(AbstractPgoBoltMojo::absolute).toList(), keepPerfData),
                new Settings.BoltSettings(
                        boltFlags == null || boltFlags.isEmpty() ? null : boltFlags, orEmpty(boltExtraFlags), boltTimeoutSeconds),
                Choice.of("strip", strip, Strip.Mode.class),
                new Settings.BenchmarkSettings(
                        benchmarkBudgetSeconds,
                        benchmarkDelta,
                        Choice.of("benchmark.metric", benchmarkMetric, "auto", "cpu", "wall", "reported"),
                        benchmarkSeed,
                        orEmpty(pinCpus),
                        Workloads.metrics(configs, ofPom),
                        BenchmarkConfig.all(orEmpty(benchmarks))),
                new Settings.GateSettings(
                        failIfSlower,
                        requireNotSlower,
                        requireFaster,
                        noWorkloadSlower,
                        requireCorrect,
                        Choice.of("onInconclusive", onInconclusive, "warn", "fail")),
                workFolder(),
                copyFolder(),
                skippedSteps(),
                force);
    }

    private SubjectQuery subjectQuery() {
        return new SubjectQuery(
                current.manifestPath() == null ? null : absolute(current.manifestPath()),
                baseDirectory(),
                current.packageName(),
                current.bin(),
                current.lib(),
                target);
    }

    private BuildSettings buildSettings() {
        if (!codegenUnits.equals(BuildSettings.INHERIT) && !codegenUnits.matches("[1-9]\\d{0,3}")) {
            throw Failure.user("'" + codegenUnits + "' is no value of codegenUnits; it takes a number from 1, or inherit.");
        }
        return new BuildSettings(
                current.features(),
                current.noDefaultFeatures(),
                current.profile(),
                current.cargoArguments(),
                current.environment(),
                orEmpty(rustFlags),
                Choice.of("lto", lto, "fat", "thin", BuildSettings.INHERIT),
                codegenUnits,
                targetCpu,
                Choice.of("baselineProfile", baselineProfile, "same", BuildSettings.INHERIT),
                remarks,
                buildTimeoutSeconds);
    }

    private List<Workload> allWorkloads(Workloads factory, List<Workload> ofPom) {
        List<Workload> all = new ArrayList<>(ofPom);
        all.addAll(factory.ofProperty("train", train, Use.train));
        all.addAll(factory.ofProperty("evaluate", evaluate, Use.evaluate));
        all.addAll(factory.ofProperty("workload", workload, Use.both));
        return all;
    }

    private MavenBuild mavenBuild() {
        Path work = workFolder();
        return new MavenBuild(
                hasPom() ? project : null,
                mavenSession,
                new ClassPaths(dependencies, repositories, mavenSession.getRepositorySession(), runsEarly()),
                new Jdks(toolchains, mavenSession, baseDirectory()),
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
        Path folder = absolute(current.copyTo());
        return current.copyWithPlatformDir() ? folder.resolve(platform.jnaName()) : folder;
    }

    /** With a POM the project's build folder; null lets the engine use the crate's. */
    final Path workFolder() {
        Path folder = workDirectory != null
                ? absolute(workDirectory)
                : hasPom() ? Path.of(project.getBuild().getDirectory()).resolve("pgo-bolt") : null;
        return folder == null || current.name() == null ? folder : folder.resolve(current.name());
    }

    private Set<StepName> skippedSteps() {
        Set<StepName> skipped = EnumSet.noneOf(StepName.class);
        Map<StepName, Boolean> flags = Map.ofEntries(
                Map.entry(StepName.BASELINE, baselineSkip),
                Map.entry(StepName.INSTRUMENT, instrumentSkip),
                Map.entry(StepName.TRAIN, trainSkip),
                Map.entry(StepName.MERGE, mergeSkip),
                Map.entry(StepName.OPTIMIZE, optimizeSkip),
                Map.entry(StepName.BOLT_PROFILE, boltProfileSkip),
                Map.entry(StepName.BOLT, boltSkip),
                Map.entry(StepName.CHECK, checkSkip),
                Map.entry(StepName.BENCHMARK, benchmarkSkip),
                Map.entry(StepName.SELECT, selectSkip),
                Map.entry(StepName.REPORT, reportSkip));
        flags.forEach((step, off) -> {
            if (off) {
                skipped.add(step);
            }
        });
        return skipped;
    }

    final Log engineLog() {
        return new MavenLog(getLog());
    }

    static Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list.stream().filter(java.util.Objects::nonNull).toList();
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
