package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.step.Settings;
import org.apache.maven.plugins.annotations.Parameter;

/** The gates that fail the build. Makes {@link Settings.GateSettings}. */
public abstract class GateParameters extends BenchmarkParameters {

    /**
     * Fails the build if a variant that ships is shown slower than the baseline by more than this; 0.02 is 2 %.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.failIfSlower")
    Double failIfSlower;

    /**
     * Fails the build unless it is shown that the file that ships is not slower than the baseline by more than this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireNotSlower")
    Double requireNotSlower;

    /**
     * Fails the build unless it is shown that the file that ships is faster than the baseline by at least this.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireFaster")
    Double requireFaster;

    /**
     * Fails the build if the file that ships is shown slower on any one workload by more than this: the whole interval
     * is beyond it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.noWorkloadSlower")
    Double noWorkloadSlower;

    /**
     * Fails the build if any variant is shown wrong or is not shown correct, even if another one ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireCorrect", defaultValue = "false")
    boolean requireCorrect;

    /**
     * What {@code failIfSlower} and {@code noWorkloadSlower} do if the measurement shows nothing either way:
     * {@code warn} or {@code fail}. The {@code require} gates need proof and fail without it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.onInconclusive", defaultValue = "warn")
    String onInconclusive;

    @Override
    Settings settings() {
        return super.settings()
                .with(new Settings.GateSettings(
                        failIfSlower,
                        requireNotSlower,
                        requireFaster,
                        noWorkloadSlower,
                        requireCorrect,
                        Choice.of("onInconclusive", onInconclusive, "warn", "fail")));
    }
}
