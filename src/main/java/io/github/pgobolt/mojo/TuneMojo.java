package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.step.BenchmarkStep;
import io.github.pgobolt.step.SelectStep;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.step.TuneResult;
import io.github.pgobolt.step.TuneStep;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Races layouts of the optimised code on the training workloads, and confirms the winner on the evaluation workloads. If it is
 * shown faster than the baseline and than every variant, llvm-bolt's options are written to
 * {@code src/pgo-profiles/<subject>/layout.json}, from which later builds take them, to check and measure as ever. It builds
 * what is not there yet. With {@code pgobolt.pgo=off} it races layouts of the code without PGO.
 *
 * @since 0.1.0
 */
@Mojo(name = "tune", requiresProject = false, threadSafe = true)
public final class TuneMojo extends ShippingParameters {

    /**
     * The time for the race, in seconds, beside that of the builds. A fifth of it finds out whether there is anything to gain,
     * and where there is not, the race ends there.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.tune.seconds", defaultValue = "300")
    int tuneSeconds;

    @Override
    Settings settings() {
        if (tuneSeconds < 1) {
            throw Failure.user(
                    "tune.seconds is " + tuneSeconds + ", and a race takes time. Set -Dpgobolt.tune.seconds=300.");
        }
        return super.settings()
                .without(BenchmarkStep.KEY)
                .without(SelectStep.KEY)
                .with(new Settings.TuneSettings(tuneSeconds));
    }

    @Override
    void perform() throws IOException {
        SubjectPipeline pipeline = pipeline();
        pipeline.run();
        pipeline.run(TuneStep.KEY);
        Optional<TuneResult> result = pipeline.records().findResult(TuneStep.KEY);
        if (result.isEmpty()) {
            return;
        }
        getLog().info(result.get().why());
        if (result.get().layout() != null) {
            getLog().info("Written to "
                    + TuneStep.write(pipeline.session(), result.get().layout())
                    + ". The next build uses it, checks it and measures it: " + Goals.command("run"));
        }
    }
}
