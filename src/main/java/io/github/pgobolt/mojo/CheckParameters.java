package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.check.Repeats;
import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.step.CheckStep;
import io.github.pgobolt.step.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The parameters of the check. Each workload itself says which outputs count as the same. Makes
 * {@link Settings.CheckSettings}.
 */
public abstract class CheckParameters extends TrainingParameters {

    /**
     * The maximum number of times that the check runs each variant on each evaluation workload: a fault that shows in
     * one run of five is missed by 15 runs in 3.5 cases of a hundred.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.runs", defaultValue = "15")
    int checkRuns;

    /**
     * The time after which the check starts no further run of a variant on a workload, in seconds; at least two runs
     * are made.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.secondsPerWorkload", defaultValue = "4")
    int checkSecondsPerWorkload;

    /**
     * Which of the crate's own tests the check runs: {@code none}; {@code integration}: the integration tests, on the
     * same file that ships; {@code all}: unit and doc tests too, built with the flags of each variant. None by default,
     * since they have to be compiled, and since only you know what they touch.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.crateTests", defaultValue = "none")
    String checkCrateTests;

    /**
     * Arguments for each test executable, such as names of tests, or {@code --skip} and a name, or
     * {@code --test-threads=1}.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.crateTestArgs")
    List<String> checkCrateTestArgs;

    /**
     * The limit of one run of each test executable, in seconds.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.crateTestTimeoutSeconds", defaultValue = "600")
    int checkCrateTestTimeoutSeconds;

    /**
     * Skips the check, so that only the baseline can ship.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.skip", defaultValue = "false")
    boolean checkSkip;

    @Override
    Settings settings() {
        requirePositive("checkRuns (-Dpgobolt.check.runs)", checkRuns);
        requirePositive("checkSecondsPerWorkload (-Dpgobolt.check.secondsPerWorkload)", checkSecondsPerWorkload);
        requirePositive(
                "checkCrateTestTimeoutSeconds (-Dpgobolt.check.crateTestTimeoutSeconds)", checkCrateTestTimeoutSeconds);
        Settings settings = super.settings()
                .with(new Settings.CheckSettings(
                        workloadsOfPom().outputRules(),
                        new Repeats(Math.min(2, checkRuns), checkRuns, Duration.ofSeconds(checkSecondsPerWorkload)),
                        Choice.of("check.crateTests", checkCrateTests, Settings.CrateTestChoice.class),
                        Given.list(checkCrateTestArgs),
                        checkCrateTestTimeoutSeconds));
        return checkSkip ? settings.without(CheckStep.KEY) : settings;
    }

    private static void requirePositive(String parameter, int value) {
        if (value < 1) {
            throw Failure.user(parameter + " is " + value + "; it must be at least 1.");
        }
    }
}
