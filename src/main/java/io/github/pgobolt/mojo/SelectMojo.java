package io.github.pgobolt.mojo;

import io.github.pgobolt.step.SelectStep;
import io.github.pgobolt.step.Settings;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Chooses the variant that ships, and copies it to {@code copyTo}.
 *
 * @since 0.1.0
 */
@Mojo(name = "select", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class SelectMojo extends BenchmarkParameters {

    /**
     * Whether a variant may ship that no check has shown wrong but none has shown correct, because no output of an
     * evaluation workload could be compared.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.allowUnchecked", defaultValue = "false")
    boolean allowUnchecked;

    /**
     * Skips the selection.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.select.skip", defaultValue = "false")
    boolean selectSkip;

    @Override
    Settings settings() {
        return ShippingParameters.shipping(super.settings(), subject(), allowUnchecked, selectSkip);
    }

    @Override
    void perform() throws IOException {
        pipeline().run(SelectStep.KEY);
    }
}
