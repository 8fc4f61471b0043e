package io.github.pgobolt.mojo;

import io.github.pgobolt.benchmark.GateResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The gate: fails the build if a promise made in the POM does not hold. It judges the results of {@code check} and
 * {@code benchmark} for the current files, never a point estimate.
 *
 * @since 0.1.0
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class VerifyMojo extends ShippingParameters {

    /**
     * Skips the gate.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.verify.skip", defaultValue = "false")
    boolean verifySkip;

    @Override
    void perform() throws IOException, MojoFailureException {
        if (verifySkip) {
            getLog().info("verify: skipped, switched off");
            return;
        }
        List<GateResult> results = pipeline().gates();
        if (results.isEmpty()) {
            getLog().info(
                            "verify: no gate is configured (failIfSlower, requireNotSlower, requireFaster, noWorkloadSlower,"
                                    + " requireCorrect)");
        }
        for (GateResult result : results) {
            if (!result.passed() || result.inconclusive()) {
                getLog().warn("gate " + result.name() + ": " + result.detail());
            } else {
                getLog().info("gate " + result.name() + " holds: " + result.detail());
            }
        }
        List<GateResult> failed = results.stream().filter(r -> !r.passed()).toList();
        if (!failed.isEmpty()) {
            throw new MojoFailureException(failed.stream()
                            .map(r -> "The gate " + r.name() + " does not hold: " + r.detail())
                            .collect(Collectors.joining("\n"))
                    + "\nThe report is in " + pipeline().reportOutputs().page());
        }
    }
}
