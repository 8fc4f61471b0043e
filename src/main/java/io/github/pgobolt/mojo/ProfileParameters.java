package io.github.pgobolt.mojo;

import io.github.pgobolt.pipeline.Settings;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * How profiles are collected, and what BOLT does with them.
 */
public abstract class ProfileParameters extends WorkloadParameters {

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
     * The limit of one call of llvm-bolt, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.boltTimeoutSeconds", defaultValue = "1800")
    int boltTimeoutSeconds;

    final Settings.BranchProfileSettings branchProfileSettings() {
        return new Settings.BranchProfileSettings(perfEvent, 20, Given.paths(perfData), keepPerfData);
    }

    final Settings.BoltSettings boltSettings() {
        return new Settings.BoltSettings(
                boltFlags == null || boltFlags.isEmpty() ? null : boltFlags, Given.list(boltExtraFlags), boltTimeoutSeconds);
    }
}
