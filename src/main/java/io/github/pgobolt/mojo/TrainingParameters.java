package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.Fraction;
import io.github.pgobolt.mojo.config.OwnTests;
import io.github.pgobolt.mojo.config.Placeholders;
import io.github.pgobolt.mojo.config.Runner;
import io.github.pgobolt.mojo.config.WorkloadConfig;
import io.github.pgobolt.mojo.config.Workloads;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.workload.Use;
import io.github.pgobolt.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * The parameters of the subject's runs, of collecting profiles from them, and of llvm-bolt. Makes
 * {@link Settings.RunSettings}, {@link Settings.ProfileSettings} and {@link Settings.BoltSettings}.
 */
public abstract class TrainingParameters extends BuildParameters {

    @Component
    ProjectDependenciesResolver dependencies;

    @Component
    ToolchainManager toolchains;

    /**
     * The runs that exercise the subject; see the guide on workloads.
     * @since 0.1.0
     */
    @Parameter
    List<WorkloadConfig> workloads;

    /**
     * The arguments of one training run, quoted as in a shell but not passed to one; {@code @file} names a file with
     * one run per line.
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
     * The arguments of one run for both training and evaluation, as {@code train}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workload")
    String workload;

    /**
     * {@code tests} trains with existing tests if no workload trains: with the project's, run by Surefire and Failsafe, or if
     * it has none with the tests and benches of the crate. If nothing else evaluates, the project's tests do that, too, or
     * those of the crate that start its program, and the result is stamped as measured on training input.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.trainWith")
    String trainWith;

    /**
     * Files that the workloads write and that the check compares, in addition to those that each names itself; paths
     * are relative to its working directory. Applies to the evaluation workloads; if there are none, to all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.outputs")
    List<String> outputs;

    /**
     * A regular expression for output that differs from run to run, in addition to those of each workload: matching
     * text in a line is not compared. Several are joined by {@code |}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.ignore")
    String ignore;

    /**
     * The command that runs the subject if this machine cannot run the target's files itself, such as
     * {@code qemu-aarch64 -L /usr/aarch64-linux-gnu}; quoted as in a shell but not passed to one. Its words come before
     * {@code ${subject}} in training, checks and benchmark. Without this, the {@code runner} of cargo's configuration
     * applies ({@code target.<triple>.runner} or {@code CARGO_TARGET_<TRIPLE>_RUNNER}), as for {@code cargo run};
     * {@code none} means no runner at all.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.runner")
    String runner;

    /**
     * The limit of one run of a workload, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workloadTimeoutSeconds", defaultValue = "600")
    int workloadTimeoutSeconds;

    /**
     * The system property in which workloads of kind java and maven get the library's path, unless they name another.
     * Without one, java workloads find the library by {@code java.library.path}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.libraryProperty")
    String libraryProperty;

    /**
     * The folder that the file that ships is copied to, such as {@code target/classes/native}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.copyTo")
    File copyTo;

    /**
     * Whether {@code copyTo} gets a subfolder for the platform, by JNA's names, such as {@code linux-x86-64}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.copyWithPlatformDir", defaultValue = "false")
    boolean copyWithPlatformDir;

    /**
     * The share of raw profiles, in files or bytes, that may be unreadable before merge fails; {@code 0.01} or
     * {@code 1%}. One of several is always left out with a warning.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.merge.lossBudget", alias = "lossBudget", defaultValue = "0.01")
    String mergeLossBudget;

    /**
     * How BOLT's profile is collected: {@code auto} samples branches if the machine can and otherwise instruments,
     * {@code none} instruments, anything else is an event of perf.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.perfEvent", defaultValue = "auto")
    String perfEvent;

    /**
     * Recordings of perf that were made elsewhere, for example in production, of the same file that BOLT gets; with
     * {@code pgoMode} {@code sample} of the baseline.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.perfData")
    List<File> perfData;

    /**
     * Whether recordings of perf are kept after conversion.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.keepPerfData", defaultValue = "false")
    boolean keepPerfData;

    /**
     * With {@code pgoMode} {@code sample}: whether BOLT gets a recording of the optimised file. Without it BOLT infers
     * its profile from the recording of the baseline, which saves a run and lays out code less well.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.recordAgain", defaultValue = "false")
    boolean recordAgain;

    /**
     * Whether llvm-bolt uses a branch profile even if it is judged bad: one of another build, or one with far too few
     * samples.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.allowBadProfile", defaultValue = "false")
    boolean allowBadProfile;

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
     * The limit of one call of llvm-bolt, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltTimeoutSeconds", defaultValue = "1800")
    int boltTimeoutSeconds;

    /**
     * BOLT's instrumentation runtime (libbolt_rt_instr.a) for the target's processor, of the same major as llvm-bolt.
     * Needed only for a target with another processor than this machine's, since llvm-bolt comes with the one for its
     * own.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltRuntimeLibrary")
    File boltRuntimeLibrary;

    /** The POM's workloads for the current subject; made once, since class paths are resolved. */
    private PomWorkloads ofPom;

    @Override
    final SubjectParameters.Runs ownRuns() {
        if (mojoExecution != null) {
            Placeholders.restore(workloads, Given.list(subjects), mojoExecution.getConfiguration());
        }
        return new SubjectParameters.Runs(
                Given.list(workloads),
                libraryProperty,
                copyTo,
                // Several files of one name need a folder each.
                copyWithPlatformDir || !Given.list(targets).isEmpty());
    }

    /** Returns the workloads of the POM, and what belongs to them. */
    final PomWorkloads workloadsOfPom() {
        if (ofPom == null || ofPom.subject() != subject()) {
            Workloads factory = new Workloads(baseDirectory(), workloadTimeoutSeconds, mavenBuild());
            List<WorkloadConfig> configs = trainWith == null ? subject().runs().workloads() : withTests();
            ofPom = new PomWorkloads(subject(), factory, configs, factory.ofPom(configs));
        }
        return ofPom;
    }

    /** The workloads of the POM, and the tests that train. */
    private List<WorkloadConfig> withTests() {
        Choice.of("trainWith", trainWith, OwnTests.TESTS);
        List<WorkloadConfig> configs = subject().runs().workloads();
        boolean trains = configs.stream().anyMatch(WorkloadConfig::trains) || given(train) || given(workload);
        if (trains) {
            throw Failure.user(
                    "trainWith is tests (-Dpgobolt.trainWith), and another workload trains as well. Take one of the two"
                            + " out; a workload of kind maven or cargo runs tests beside others.");
        }
        List<Path> sources = hasPom()
                ? project.getTestCompileSourceRoots().stream().map(Path::of).toList()
                : List.of();
        try {
            List<WorkloadConfig> all = new ArrayList<>(
                    new OwnTests(sources, this::crateTargets).workloads(configs.isEmpty() && !given(evaluate)));
            all.addAll(configs);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean given(String property) {
        return property != null && !property.isBlank();
    }

    @Override
    Settings settings() {
        return super.settings()
                .with(runSettings())
                .with(new Settings.ProfileSettings(
                        Fraction.of("merge.lossBudget", mergeLossBudget),
                        perfEvent,
                        20,
                        Given.paths(perfData),
                        keepPerfData,
                        recordAgain))
                .with(new Settings.BoltSettings(
                        allowBadProfile,
                        Given.listOrNull(boltFlags),
                        Given.list(boltExtraFlags),
                        boltTimeoutSeconds,
                        Given.pathOrNull(boltRuntimeLibrary)));
    }

    private Settings.RunSettings runSettings() {
        PomWorkloads pom = workloadsOfPom();
        List<String> runnerWords = Runner.words(runner);
        List<Workload> all = new ArrayList<>(pom.workloads());
        all.addAll(pom.factory().ofProperty("train", train, Use.train));
        all.addAll(pom.factory().ofProperty("evaluate", evaluate, Use.evaluate));
        all.addAll(pom.factory().ofProperty("workload", workload, Use.both));
        all.replaceAll(one -> one.under(runnerWords));
        return new Settings.RunSettings(
                Workloads.compared(all, Given.list(outputs), ignore),
                pom.servers(runnerWords),
                Runner.isCargos(runner),
                hasPom());
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
                subject().runs().libraryProperty());
    }

    /** Whether the goal runs before the project is compiled, so that its class path cannot be resolved yet. */
    boolean runsEarly() {
        return false;
    }

    final Path copyFolder() {
        if (subject().runs().copyTo() == null) {
            return null;
        }
        Path folder = Given.path(subject().runs().copyTo());
        return subject().runs().copyWithPlatformDir()
                ? folder.resolve(platform().jnaName())
                : folder;
    }
}
