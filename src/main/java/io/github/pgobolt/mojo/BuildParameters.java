package io.github.pgobolt.mojo;

import io.github.pgobolt.artifact.NamedArtifact;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.Strip;
import io.github.pgobolt.cargo.CargoMetadata;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.Fraction;
import io.github.pgobolt.mojo.config.SubjectConfig;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.step.BaselineStep;
import io.github.pgobolt.step.BoltProfileStep;
import io.github.pgobolt.step.BoltStep;
import io.github.pgobolt.step.Discovery;
import io.github.pgobolt.step.InstrumentStep;
import io.github.pgobolt.step.MergeStep;
import io.github.pgobolt.step.OptimizeStep;
import io.github.pgobolt.step.PgoMode;
import io.github.pgobolt.step.ProfilePolicy;
import io.github.pgobolt.step.ReuseProfile;
import io.github.pgobolt.step.Session;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.step.StoredSettings;
import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.step.TrainStep;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.Platform;
import io.github.pgobolt.toolchain.Wanted;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * What to build, which steps are part of the build, and where it is written: the parameters of every goal that works on
 * a crate. Makes {@link Settings.Base}.
 */
public abstract class BuildParameters extends ToolParameters {

    private static final String PIPELINE_KEY = "pgo-bolt pipeline";
    private static final String PROFILE_KEY = "pgo-bolt stored profile";

    @Component
    RepositorySystem repositories;

    /**
     * The executable to optimise. Found automatically if the crate has only one.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bin")
    String bin;

    /**
     * The library (cdylib) to optimise. Found automatically if the crate has only one.
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
     * Several subjects in one build, each with a name, its own workloads and its own folder below the work folder;
     * anything that a subject does not set is taken from the parameters above.
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
     * Whether the baseline is built beside the other builds, with what they leave of the processors. By default it is, unless
     * less memory is free than the last builds took, or 2 GiB where that is not known. A build that fails beside another, and
     * may have because of it, is tried once more alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.parallelBuilds")
    Boolean parallelBuilds;

    /**
     * What is stripped from the file that ships: {@code none}, {@code debuginfo} or {@code symbols}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.strip", defaultValue = "debuginfo")
    String strip;

    /**
     * The source of PGO's profile: {@code instrument} counts in a separate build; {@code sample} records the baseline
     * with perf at full speed, which needs branch records of the processor and a rustc that takes sample profiles:
     * nightly ({@code toolchain}), or 1.100 and newer.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.pgoMode", defaultValue = "instrument")
    String pgoMode;

    /**
     * The stored profile to build with, instead of training: {@code group:artifact:version[:classifier]} of an archive that
     * {@code attach} made and {@code deploy} stored, or a file or folder. {@code #sha256=} and 64 digits behind it pin the
     * content. Without it {@code src/pgo-profiles/<subject>} is looked for, beside the POM and beside Cargo.toml.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.storedProfile")
    String storedProfile;

    /**
     * {@code auto}: a stored profile that fits, else training, else a plain build; {@code train}: training, whatever is
     * stored; {@code require}: it is an error if no stored profile fits.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.profilePolicy", defaultValue = "auto")
    String profilePolicy;

    /**
     * The least share of a stored profile's counts that must find their function in the build, as {@code 0.9} or
     * {@code 90%}. A profile that fits less is not used.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.minProfileMatch", defaultValue = "0.9")
    String minProfileMatch;

    /**
     * The least share of a stored branch profile's counts whose function must be in the file that BOLT reads, as
     * {@code 0.5} or {@code 50%}, if that is another file than the profile was collected from. With less PGO goes on
     * alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.minBranchMatch", defaultValue = "0.5")
    String minBranchMatch;

    /**
     * The least sum of all counts of a stored profile; one that was trained too little is not used.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.minCounts")
    Long minCounts;

    /**
     * The greatest age of a stored profile, in days since its training; an older one is not used.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.maxProfileAgeDays")
    Integer maxProfileAgeDays;

    /**
     * {@code whileMatching}: changed sources are built with the profile of the last training in the work folder as long as
     * {@code minProfileMatch} of its counts arrive, so that nothing is instrumented and nothing trained; changed workloads
     * train anew. {@code never}: whatever changes the instrumented file is trained with.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.reuseProfile", defaultValue = "never")
    String reuseProfile;

    /**
     * The folder for all output; {@code target/pgo-bolt} by default.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.workDirectory")
    File workDirectory;

    /**
     * Runs every step again, even if its record is current.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.force", defaultValue = "false")
    boolean force;

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
     * Skips BOLT, which leaves only PGO.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt.skip", defaultValue = "false")
    boolean boltSkip;

    private String packageName;

    /** The subject that the goal is currently working on. */
    private SubjectParameters current;

    /**
     * The package of a workspace. Found automatically if there is only one. A setter, since a field cannot have this
     * name.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.package")
    public final void setPackage(String value) {
        packageName = value;
    }

    @Override
    final SubjectParameters.Crate ownCrate() {
        SubjectParameters.Crate named = super.ownCrate();
        return new SubjectParameters.Crate(
                manifestPath,
                packageName,
                bin,
                lib,
                Given.list(features),
                noDefaultFeatures,
                profile,
                named.cargoArgs(),
                named.env(),
                storedProfile);
    }

    @Override
    final SubjectParameters subject() {
        return current;
    }

    /** Does the goal's work for one subject after the other. */
    @Override
    final void performAll() throws IOException, MojoExecutionException, MojoFailureException {
        if (needsCrate() && hasNoCrate() && passesOn()) {
            getLog().info(
                            "No crate is here: this module does nothing, and its configuration is for the modules that have one.");
            return;
        }
        for (SubjectParameters parameters : ownSubject().each(Given.list(subjects), subject)) {
            current = parameters;
            if (current.name() != null) {
                getLog().info("subject " + current.name());
            }
            perform();
        }
    }

    /** Whether the goal works on a crate; a comparison of files needs none. */
    boolean needsCrate() {
        return true;
    }

    private boolean hasNoCrate() {
        boolean named = manifestPath != null
                || inheritRustPlugin
                || !Given.list(subjects).isEmpty();
        return hasPom() && !named && !CargoMetadata.hasManifest(baseDirectory());
    }

    /**
     * Whether a project without a crate only passes its configuration on: it is the parent of modules, or its own POM does not
     * have the plugin, but its parent's.
     *
     * @throws Failure if the goal was called by hand in a parent, since Maven then calls it in no other module
     */
    private boolean passesOn() {
        boolean parent = !project.getModules().isEmpty();
        if (mojoExecution.getSource() == MojoExecution.Source.CLI) {
            List<String> crates = project.getModules().stream()
                    .filter(module -> CargoMetadata.hasManifest(baseDirectory().resolve(module)))
                    .map(module -> "mvn -f " + module + " " + plugin.getGoalPrefix() + ":" + mojoExecution.getGoal())
                    .toList();
            if (parent) {
                throw Failure.user("No crate is in " + baseDirectory()
                        + ", the parent of modules, and a goal that is called by hand"
                        + " works in one folder. Call it in the module that has the crate"
                        + (crates.isEmpty() ? " (-f and its folder)." : ": " + String.join(", or ", crates)));
            }
            return false;
        }
        boolean hasPlugin = project.getOriginalModel().getBuild() != null
                && project.getOriginalModel().getBuild().getPluginsAsMap().containsKey(plugin.getPluginLookupKey());
        return parent || !hasPlugin && project.getParent() != null;
    }

    /** Returns how much each half is wanted; a half with a step that is switched off is not. */
    @Override
    final Wanted wanted() {
        Wanted asked = super.wanted();
        boolean first = pgoMode.equals(PgoMode.sample.name()) ? baselineSkip : instrumentSkip;
        return new Wanted(
                first || trainSkip || mergeSkip ? Need.off : asked.pgo(),
                boltProfileSkip || boltSkip ? Need.off : asked.bolt());
    }

    /** Returns the user's request, as far as this goal reads it. */
    Settings settings() {
        Settings settings = Settings.of(new Settings.Base(
                subjectQuery(),
                buildSettings(baselineProfile, remarks),
                toolchain(),
                Given.paths(toolPaths),
                wanted(),
                Choice.of("pgoMode", pgoMode, PgoMode.class),
                std(),
                storedSettings(),
                Choice.of("strip", strip, Strip.Mode.class),
                keptTrials(),
                workFolder(),
                force,
                parallelBuilds,
                Given.list(targets),
                false));
        Wanted asked = super.wanted();
        boolean noPgo = asked.pgo() == Need.off;
        boolean noBolt = asked.bolt() == Need.off;
        Map<StepKey<?>, Boolean> off = new LinkedHashMap<>();
        off.put(BaselineStep.KEY, baselineSkip);
        off.put(InstrumentStep.KEY, instrumentSkip || noPgo);
        off.put(TrainStep.KEY, trainSkip || noPgo);
        off.put(MergeStep.KEY, mergeSkip || noPgo);
        off.put(OptimizeStep.KEY, optimizeSkip);
        off.put(BoltProfileStep.KEY, boltProfileSkip || noBolt);
        off.put(BoltStep.KEY, boltSkip || noBolt);
        for (Map.Entry<StepKey<?>, Boolean> step : off.entrySet()) {
            settings = step.getValue() ? settings.without(step.getKey()) : settings;
        }
        return settings;
    }

    /** Returns whether a stored profile is used. */
    ProfilePolicy profilePolicy() {
        return Choice.of("profilePolicy", profilePolicy, ProfilePolicy.class);
    }

    private StoredSettings storedSettings() {
        ProfilePolicy policy = profilePolicy();
        String named = subject().crate().storedProfile();
        try {
            return new StoredSettings(
                    policy,
                    named == null || policy == ProfilePolicy.train ? null : stored(named),
                    Stream.of(baseDirectory(), crateDirectory())
                            .distinct()
                            .map(folder -> folder.resolve("src/pgo-profiles"))
                            .toList(),
                    Fraction.of("minProfileMatch", minProfileMatch),
                    Fraction.of("minBranchMatch", minBranchMatch),
                    minCounts,
                    maxProfileAgeDays,
                    Choice.of("reuseProfile", reuseProfile, ReuseProfile.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds it for the first goal of a build, so that a repository which does not answer is waited for once. */
    private StoredSettings.Named stored(String named) throws IOException {
        String key = String.join(" ", PROFILE_KEY, current.name(), platform().classifier(), named);
        if (shared().get(key) instanceof StoredSettings.Named before) {
            return before;
        }
        NamedArtifact.Found found = named("storedProfile", "-profile", "zip").find(named);
        StoredSettings.Named stored = StoredSettings.Named.stored(found.words(), found.file(), found.trouble());
        shared().put(key, stored);
        return stored;
    }

    /**
     * Returns where a parameter's coordinates or path are found.
     *
     * @param ending of the classifier, behind that of the target's platform
     */
    final NamedArtifact named(String parameter, String ending, String extension) {
        return new NamedArtifact(
                repositories,
                mavenSession.getRepositorySession(),
                project == null ? List.of() : project.getRemoteProjectRepositories(),
                baseDirectory(),
                parameter,
                (subject().name() == null ? "" : subject().name() + "-")
                        + platform().classifier()
                        + ending,
                extension);
    }

    final Platform platform() {
        return target == null ? Platform.current() : Platform.ofTriple(target);
    }

    /** A pipeline and the settings that it was opened for. */
    private record Opened(Settings.Base base, SubjectPipeline pipeline) {}

    /** Returns what the goals of a build share. */
    @SuppressWarnings("unchecked")
    private Map<Object, Object> shared() {
        return getPluginContext() == null ? new LinkedHashMap<>() : getPluginContext();
    }

    /** Returns the pipeline of this build; its goals share the findings, since examining the machine takes time. */
    final SubjectPipeline pipeline() throws IOException {
        Settings settings = settings();
        Map<Object, Object> shared = shared();
        SubjectPipeline pipeline = shared.get(PIPELINE_KEY + current.name()) instanceof Opened last
                        && last.base().equals(settings.base())
                ? last.pipeline().with(settings)
                : opened(settings);
        // The newest, so that the next goal shares the trial of llvm-bolt too.
        shared.put(PIPELINE_KEY + current.name(), new Opened(settings.base(), pipeline));
        return pipeline;
    }

    private SubjectPipeline opened(Settings settings) throws IOException {
        Discovery found = Discovery.look(settings.base(), this::detect, processes(), engineLog());
        return new SubjectPipeline(Session.of(settings, found, processes(), engineLog()), plugin.getVersion(), goals());
    }

    /**
     * Returns the work folder. With a POM it is in the project's build folder; null lets the engine use the crate's.
     */
    final Path workFolder() {
        Path folder = workDirectory != null
                ? Given.path(workDirectory)
                : hasPom() ? Path.of(project.getBuild().getDirectory()).resolve("pgo-bolt") : null;
        return folder == null || current.name() == null ? folder : folder.resolve(current.name());
    }
}
