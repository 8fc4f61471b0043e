package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.cargo.BuildSettings;
import io.github.pgobolt.cargo.CargoArguments;
import io.github.pgobolt.mojo.config.Choice;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * What is built and how.
 *
 * <p>The parameters of all goals are grouped by what they are about, each group a class that extends the one before:
 * Maven fills fields of a goal and of what it extends, and takes a property for no bean. They are public, since Maven
 * calls {@link #setPackage} by reflection, which a class of this package alone does not let it.
 */
public abstract class BuildParameters extends AbstractMojo {

    /**
     * The crate's Cargo.toml. Found by itself in the project's folder, in {@code src/main/rust} and in {@code rust}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.manifestPath")
    File manifestPath;

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
     * The Rust target triple. By default that of cargo's configuration ({@code [build] target}, {@code CARGO_BUILD_TARGET}), and
     * the host's where it has none.
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
     * More arguments of cargo build, such as {@code --offline}. What the plugin gives itself, such as {@code --release} or
     * {@code --target}, is refused.
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
     * The limit of one build by cargo, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.buildTimeoutSeconds", defaultValue = "7200")
    int buildTimeoutSeconds;

    /**
     * Whether the baseline and the instrumented build are made at the same time. By default they are, unless less than 2 GiB
     * of memory are free. What fails at the same time as another is tried once more alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.parallelBuilds")
    Boolean parallelBuilds;

    /**
     * What is taken out of what ships: {@code none}, {@code debuginfo} or {@code symbols}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.strip", defaultValue = "debuginfo")
    String strip;

    String packageName;

    /**
     * The package of a workspace. Found by itself where there is only one. A setter, since a field cannot have the name.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.package")
    public final void setPackage(String value) {
        packageName = value;
    }

    final BuildSettings buildSettings(SubjectParameters subject) {
        if (!codegenUnits.equals(BuildSettings.INHERIT) && !codegenUnits.matches("[1-9]\\d{0,3}")) {
            throw Failure.user("'" + codegenUnits + "' is no value of codegenUnits; it takes a number from 1, or inherit.");
        }
        CargoArguments.require(subject.cargoArguments());
        return new BuildSettings(
                subject.features(),
                subject.noDefaultFeatures(),
                subject.profile(),
                subject.cargoArguments(),
                subject.environment(),
                Given.list(rustFlags),
                Choice.of("lto", lto, "fat", "thin", BuildSettings.INHERIT),
                codegenUnits,
                targetCpu,
                Choice.of("baselineProfile", baselineProfile, "same", BuildSettings.INHERIT),
                remarks,
                buildTimeoutSeconds);
    }
}
