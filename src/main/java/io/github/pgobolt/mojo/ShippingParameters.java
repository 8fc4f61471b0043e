package io.github.pgobolt.mojo;

import io.github.pgobolt.artifact.NamedArtifact;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.mojo.config.Fraction;
import io.github.pgobolt.step.SelectStep;
import io.github.pgobolt.step.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

    /**
     * The report of the last release: {@code group:artifact:version[:classifier]} of one that {@code attach} attached,
     * its {@code report.json}, or the folder or work folder that contains it. If that release shipped an optimised file
     * and this build ships the baseline, a warning says why, as far as the two reports tell.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.previous")
    String previous;

    /**
     * Fails the build if the file that ships is shown to gain less over its baseline than the last release did over its
     * own, by more than this; {@code 0.02} or {@code 2%}. It needs {@code previous}, measured on an equal machine by the same metric and
     * workloads; if that is not given, {@code onInconclusive} decides.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.failIfGainShrinks")
    String failIfGainShrinks;

    /**
     * Builds what ships a second time, in another folder, and fails the build if it is not the same bytes. It takes one
     * more compile. The goal {@code reproduce} does it once, and without this it only says what differs.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.verifyReproducible", defaultValue = "false")
    boolean verifyReproducible;

    /**
     * Whether a file for one of {@code targets} ships that was built with the profile and could not be run on this machine.
     * Without it the plain file of such a target ships.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.shipUnrun", defaultValue = "false")
    boolean shipUnrun;

    @Override
    Settings settings() {
        return shipping(super.settings(), subject(), allowUnchecked, selectSkip)
                .with(new Settings.ReproduceSettings(verifyReproducible))
                .with(new Settings.TargetSettings(shipUnrun))
                .with(new Settings.PreviousSettings(
                        previousReport(), Fraction.of("failIfGainShrinks", failIfGainShrinks)));
    }

    private Path previousReport() {
        if (previous == null) {
            return null;
        }
        try {
            NamedArtifact.Found found = named("previous", "-report", "json").find(previous);
            if (found.file() == null) {
                throw Failure.user("previous names " + found.words() + ", and it could not be had: " + found.trouble()
                        + ". Name the report.json of the last release, or leave -Dpgobolt.previous out where this is the"
                        + " first one.");
            }
            return found.file();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Settings shipping(Settings settings, SubjectParameters subject, boolean allowUnchecked, boolean selectSkip) {
        Settings more = settings.with(new Settings.ShippingSettings(
                allowUnchecked,
                Given.pathOrNull(subject.runs().copyTo()),
                subject.runs().copyWithPlatformDir()));
        return selectSkip ? more.without(SelectStep.KEY) : more;
    }
}
