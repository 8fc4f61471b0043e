package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.step.PgoMode;
import io.github.pgobolt.step.Settings;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * How profiles are collected, and what BOLT does with them.
 */
public abstract class ProfileParameters extends WorkloadParameters {

    /**
     * The share of raw profiles, in files or bytes, that may be unreadable before merge fails; 0.01 is 1 %. One of several
     * is always left out with a warning.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.merge.lossBudget", defaultValue = "0.01")
    double lossBudget;

    /**
     * Where PGO's profile comes from: {@code instrument} counts in a build of its own; {@code sample} records the baseline
     * by perf at full speed, which needs branch records of the processor and a rustc that takes sample profiles: nightly
     * ({@code toolchain}), or 1.100 and newer.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.pgoMode", defaultValue = "instrument")
    String pgoMode;

    /**
     * How BOLT's profile is collected: {@code auto} samples branches where the machine can and instruments elsewhere,
     * {@code none} instruments, anything else is an event of perf.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.perfEvent", defaultValue = "auto")
    String perfEvent;

    /**
     * Recordings of perf that were made elsewhere, from production say, of the very file that BOLT gets; with
     * {@code pgoMode} {@code sample} of the baseline.
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
     * With {@code pgoMode} {@code sample}: whether BOLT gets a recording of the optimised file. Without it BOLT infers its
     * profile from the recording of the baseline, which saves a run and lays out code less well.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.recordAgain", defaultValue = "false")
    boolean recordAgain;

    /**
     * Whether llvm-bolt goes by a branch profile that is judged bad, too: one of another build, or one with far too few
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
     * BOLT's runtime library of instrumentation (libbolt_rt_instr.a) for the target's processor, of llvm-bolt's own
     * major. Needed only for a target with another processor than this machine's, since llvm-bolt brings that of its own.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltRuntimeLibrary")
    File boltRuntimeLibrary;

    final Settings.BranchProfileSettings branchProfileSettings() {
        return new Settings.BranchProfileSettings(
                Choice.of("pgoMode", pgoMode, PgoMode.class),
                perfEvent,
                20,
                Given.paths(perfData),
                keepPerfData,
                recordAgain,
                allowBadProfile);
    }

    final Settings.BoltSettings boltSettings() {
        return new Settings.BoltSettings(
                boltFlags == null || boltFlags.isEmpty() ? null : boltFlags,
                Given.list(boltExtraFlags),
                boltTimeoutSeconds,
                boltRuntimeLibrary == null ? null : Given.path(boltRuntimeLibrary));
    }
}
