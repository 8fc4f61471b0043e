package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.mojo.config.Fraction;
import io.github.pgobolt.step.Settings;
import org.apache.maven.plugins.annotations.Parameter;

/** The gates that fail the build. Makes {@link Settings.GateSettings}. */
public abstract class GateParameters extends BenchmarkParameters {

    /**
     * Fails the build if any variant that was measured is shown slower than the baseline by more than this;
     * {@code 0.02} or {@code 2%}. It need not be the one that ships: a variant that is shown slower never ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.failIfSlower")
    String failIfSlower;

    /**
     * Fails the build unless it is shown that the file that ships is not slower than the baseline by more than this;
     * {@code 0.02} or {@code 2%}. It passes if the baseline ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireNotSlower")
    String requireNotSlower;

    /**
     * Fails the build unless it is shown that the file that ships is faster than the baseline by at least this;
     * {@code 0.02} or {@code 2%}. It fails if the baseline ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireFaster")
    String requireFaster;

    /**
     * Fails the build if the file that ships is shown slower on any one workload by more than this: the whole interval
     * is beyond it; {@code 0.02} or {@code 2%}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.noWorkloadSlower")
    String noWorkloadSlower;

    /**
     * Fails the build if any variant is shown wrong or is not shown correct, even if another one ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.requireCorrect", defaultValue = "false")
    boolean requireCorrect;

    /**
     * What {@code failIfSlower}, {@code noWorkloadSlower} and {@code failIfGainShrinks} do if the measurement shows
     * nothing either way: {@code warn} or {@code fail}. The {@code require} gates need proof and always fail without it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.onInconclusive", defaultValue = "warn")
    String onInconclusive;

    @Override
    Settings settings() {
        return super.settings()
                .with(new Settings.GateSettings(
                        Fraction.of("failIfSlower", failIfSlower),
                        Fraction.of("requireNotSlower", requireNotSlower),
                        Fraction.of("requireFaster", requireFaster),
                        Fraction.of("noWorkloadSlower", noWorkloadSlower),
                        requireCorrect,
                        Choice.of("onInconclusive", onInconclusive, "warn", "fail")));
    }
}
