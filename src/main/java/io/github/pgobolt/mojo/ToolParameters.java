package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CargoArguments;
import io.github.pgobolt.cargo.CargoMetadata;
import io.github.pgobolt.cargo.CrateTargets;
import io.github.pgobolt.cargo.CrossTool;
import io.github.pgobolt.cargo.SubjectQuery;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.step.StdMode;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.Installer;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.StdSources;
import io.github.pgobolt.toolchain.ToolRequest;
import io.github.pgobolt.toolchain.Toolchains;
import io.github.pgobolt.toolchain.Wanted;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** The tools to use, and the flags with which they build. */
public abstract class ToolParameters extends AbstractPgoBoltMojo {

    /**
     * The crate's Cargo.toml. Found automatically in the project's folder, in {@code src/main/rust} and in
     * {@code rust}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.manifestPath")
    File manifestPath;

    /**
     * The rustup toolchain, such as {@code nightly} or {@code +nightly}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.toolchain", defaultValue = "")
    String toolchain;

    /**
     * Folders in which tools are searched first.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.toolPaths")
    List<File> toolPaths;

    /**
     * Allows the installation of missing tools: rustup's component, or the distribution's package.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.install", defaultValue = "false")
    boolean install;

    /**
     * The Rust target triple. By default that of cargo's configuration ({@code [build] target},
     * {@code CARGO_BUILD_TARGET}), or the host's if it has none.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.target")
    String target;

    /**
     * Further targets of the subject, as Rust triples: each is built with the profile of the one training, its names
     * translated, and ships beside the subject's own target.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.targets")
    List<String> targets;

    /**
     * What builds for a target that cargo cannot link with a linker of this machine: {@code zigbuild} and {@code xwin} are
     * cargo-zigbuild and cargo-xwin, which must be installed. One of {@code targets} that cargo links itself is built by
     * cargo.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.crossTool", defaultValue = "none")
    String crossTool;

    /**
     * The cargo profile.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.profile", defaultValue = "release")
    String profile;

    /**
     * More arguments for cargo build, such as {@code --offline}. Arguments that the plugin sets itself, such as
     * {@code --release} or {@code --target}, are refused.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.cargoArgs")
    List<String> cargoArgs;

    /**
     * Additions to cargo's environment.
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
     * rustc's target-cpu for all variants. Unset by default, since it restricts the machines that can run the file;
     * {@code native} is for a file that stays on this machine.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.targetCpu")
    String targetCpu;

    /**
     * Whether this machine's paths are kept out of what is built, by rustc's {@code --remap-path-prefix}: those of the
     * workspace, of cargo's own folder and of the target folder. The same sources, tools and profile then make the same
     * bytes in every folder. Your own {@code --remap-path-prefix} wins.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.remapPaths", defaultValue = "true")
    boolean remapPaths;

    /**
     * Rust's standard library in the variants that PGO optimises; the baseline always has the prebuilt one, so that the gain
     * shown is the one that you get. {@code prebuilt}: as the toolchain brings it, compiled before, so that no profile
     * reaches its own code. {@code profiled}: built from source with the crate ({@code -Zbuild-std}), so that the profile
     * reaches it: maps, formatting, allocation. It needs rustup's component rust-src, and the crates that the standard
     * library needs. Your rustc flags and your cargo profile's optimisation level apply to it, too. Cargo's option is an
     * unstable one. A nightly Rust takes it as it is. A stable one takes it only with RUSTC_BOOTSTRAP, a variable that makes
     * a stable rustc and cargo accept unstable options, about which Rust promises nothing: it is set in the builds of the
     * variants that PGO optimises, for cargo, for the standard library and for where crates find that, and nowhere else. Your
     * crates still cannot use unstable features, and build scripts see a stable rustc. {@code profiled} is your permission
     * for that; nothing else is. Where it cannot be built the build says why and goes on with the prebuilt one. {@code auto}:
     * {@code profiled} where the toolchain is a nightly one and rust-src is there, else {@code prebuilt}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.std", defaultValue = "prebuilt")
    String std;

    /**
     * The limit of one build by cargo, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.buildTimeoutSeconds", defaultValue = "7200")
    int buildTimeoutSeconds;

    /**
     * {@code auto}: PGO is done if its tools are available, and BOLT goes on without it; {@code require}: it is an
     * error if PGO is not available; {@code off}: only BOLT.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.pgo", defaultValue = "auto")
    String pgo;

    /**
     * {@code auto}: BOLT is done if an llvm-bolt passes its trial with this rustc and linker, and PGO goes on without
     * it; {@code require}: it is an error if BOLT is not available; {@code off}: only PGO.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt", defaultValue = "auto")
    String bolt;

    /**
     * Takes path, features, profile, extraArgs, environment, copyTo and copyWithPlatformDir from the execution of
     * {@code org.questdb:rust-maven-plugin} in the same POM, unless they are set here. Its library among the classes is
     * replaced before the jar is made.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.inheritRustPlugin", defaultValue = "false")
    boolean inheritRustPlugin;

    /**
     * The execution of rust-maven-plugin to inherit from, if several build.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.rustPluginExecution")
    String rustPluginExecution;

    /** Returns the goal's own parameters, and those that it inherits. */
    final SubjectParameters ownSubject() {
        SubjectParameters own = new SubjectParameters(null, ownCrate(), ownRuns());
        return inheritRustPlugin ? own.inheriting(RustPlugin.in(hasPom() ? project : null, rustPluginExecution)) : own;
    }

    SubjectParameters.Crate ownCrate() {
        return new SubjectParameters.Crate(
                manifestPath,
                null,
                null,
                null,
                List.of(),
                false,
                profile,
                Given.list(cargoArgs),
                env == null ? Map.of() : env,
                null);
    }

    SubjectParameters.Runs ownRuns() {
        return SubjectParameters.Runs.NONE;
    }

    /** Returns the subject that the goal is currently working on. */
    SubjectParameters subject() {
        return ownSubject();
    }

    /** Returns how much each half is wanted. */
    Wanted wanted() {
        return new Wanted(Choice.of("pgo", pgo, Need.class), Choice.of("bolt", bolt, Need.class));
    }

    /** Returns which standard library is asked for. */
    final StdMode std() {
        return Choice.of("std", std, StdMode.class);
    }

    /** Looks for tools, and installs missing ones if allowed. */
    final Detection detect(String triple) throws IOException {
        if (!install) {
            return new Toolchains(processes()).detect(toolRequest(triple));
        }
        Installer installer = new Installer(processes(), getLog()::info);
        Detection found = installer.complete(new Toolchains(processes()), toolRequest(triple), wanted());
        if (std() == StdMode.profiled && found.rust() != null && !StdSources.areThere(found.rust())) {
            installer.closeIfPossible(StdSources.missing(found.rust()));
        }
        return found;
    }

    /** Looks for tools, and installs nothing. */
    final Detection look() throws IOException {
        return new Toolchains(processes()).detect(toolRequest(target));
    }

    /** Returns the rustup toolchain as given, or empty. */
    final String toolchain() {
        return toolchain == null ? "" : toolchain;
    }

    private ToolRequest toolRequest(String triple) {
        return new ToolRequest(
                toolchain(),
                triple,
                Given.paths(toolPaths),
                crateDirectory(),
                subject().crate().env());
    }

    /** Returns the crate's folder, whose rust-toolchain.toml applies; without a crate, as for doctor, the project's. */
    final Path crateDirectory() {
        try {
            return CargoMetadata.locateManifest(subjectQuery()).getParent();
        } catch (Failure noCrate) {
            return baseDirectory();
        }
    }

    /** Returns the crate's tests and benches, as cargo knows them. */
    final CrateTargets crateTargets() throws IOException {
        Detection found = detect(target);
        found.requireRoute(wanted());
        SubjectParameters.Crate crate = subject().crate();
        return new CargoMetadata(processes(), found.rust().cargoCommand())
                .targets(subjectQuery(), new CargoMetadata.Features(crate.features(), !crate.noDefaultFeatures()));
    }

    final SubjectQuery subjectQuery() {
        SubjectParameters.Crate crate = subject().crate();
        return new SubjectQuery(
                Given.pathOrNull(crate.manifestPath()),
                baseDirectory(),
                crate.packageName(),
                crate.bin(),
                crate.lib(),
                target);
    }

    final BuildSettings buildSettings(String baselineProfile, boolean remarks) {
        if (!codegenUnits.equals(BuildSettings.INHERIT) && !codegenUnits.matches("[1-9]\\d{0,3}")) {
            throw Failure.user(
                    "'" + codegenUnits + "' is no value of codegenUnits; it takes a number from 1, or inherit.");
        }
        SubjectParameters.Crate crate = subject().crate();
        CargoArguments.require(crate.cargoArgs());
        String time = hasPom() ? project.getProperties().getProperty("project.build.outputTimestamp") : null;
        return new BuildSettings(
                crate.features(),
                crate.noDefaultFeatures(),
                crate.profile(),
                crate.cargoArgs(),
                OutputTime.in(crate.env(), time, processes().environment()),
                Given.list(rustFlags),
                Choice.of("lto", lto, "fat", "thin", BuildSettings.INHERIT),
                codegenUnits,
                targetCpu,
                Choice.of("baselineProfile", baselineProfile, "same", BuildSettings.INHERIT),
                remapPaths,
                remarks,
                buildTimeoutSeconds,
                Choice.of("crossTool", crossTool, CrossTool.class));
    }
}
