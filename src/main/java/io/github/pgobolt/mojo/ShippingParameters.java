package io.github.pgobolt.mojo;

import io.github.pgobolt.step.SelectStep;
import io.github.pgobolt.step.Settings;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the selection, for goals that look at the whole build. Makes {@link Settings.ShippingSettings}. */
public abstract class ShippingParameters extends GateParameters {

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
        return shipping(super.settings(), subject(), allowUnchecked, selectSkip);
    }

    static Settings shipping(Settings settings, SubjectParameters subject, boolean allowUnchecked, boolean selectSkip) {
        Settings more = settings.with(new Settings.ShippingSettings(
                allowUnchecked,
                Given.pathOrNull(subject.runs().copyTo()),
                subject.runs().copyWithPlatformDir()));
        return selectSkip ? more.without(SelectStep.KEY) : more;
    }
}
