package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.step.BaselineStep;
import io.github.pgobolt.step.BenchmarkStep;
import io.github.pgobolt.step.BoltProfileStep;
import io.github.pgobolt.step.BoltStep;
import io.github.pgobolt.step.CheckStep;
import io.github.pgobolt.step.InstrumentStep;
import io.github.pgobolt.step.MergeStep;
import io.github.pgobolt.step.OptimizeStep;
import io.github.pgobolt.step.PgoMode;
import io.github.pgobolt.step.SelectStep;
import io.github.pgobolt.step.TrainStep;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.Wanted;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Which steps are left out.
 */
public abstract class SkipParameters extends BenchmarkParameters {

    /**
     * {@code auto}: PGO is done where its tools can be had, and BOLT goes on without it; {@code require}: not to have PGO is
     * an error; {@code off}: BOLT alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.pgo", defaultValue = "auto")
    String pgo;

    /**
     * {@code auto}: BOLT is done where an llvm-bolt passes its trial with this rustc and linker, and PGO goes on without it;
     * {@code require}: not to have BOLT is an error; {@code off}: PGO alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt", defaultValue = "auto")
    String bolt;

    /**
     * Skips the baseline.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.baseline.skip", defaultValue = "false")
    boolean baselineSkip;

    /**
     * Skips the instrumented build, and PGO with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.instrument.skip", defaultValue = "false")
    boolean instrumentSkip;

    /**
     * Skips training, and PGO with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.train.skip", defaultValue = "false")
    boolean trainSkip;

    /**
     * Skips merging, and PGO with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.merge.skip", defaultValue = "false")
    boolean mergeSkip;

    /**
     * Skips the optimised build.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.optimize.skip", defaultValue = "false")
    boolean optimizeSkip;

    /**
     * Skips the branch profile, and BOLT with it.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt-profile.skip", defaultValue = "false")
    boolean boltProfileSkip;

    /**
     * Skips BOLT: PGO alone.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.bolt.skip", defaultValue = "false")
    boolean boltSkip;

    /**
     * Skips the check, so that nothing but the baseline can ship.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.check.skip", defaultValue = "false")
    boolean checkSkip;

    /**
     * Skips the benchmark, so that nothing but the baseline can ship.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.benchmark.skip", defaultValue = "false")
    boolean benchmarkSkip;

    /**
     * Skips the selection.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.select.skip", defaultValue = "false")
    boolean selectSkip;

    /**
     * Skips the report.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.report.skip", defaultValue = "false")
    boolean reportSkip;

    /** How much each half is wanted; a half of which a step is switched off is not. */
    final Wanted wanted() {
        Set<StepKey<?>> skipped = skippedSteps();
        boolean noPgo = skipped.contains(TrainStep.KEY)
                || skipped.contains(MergeStep.KEY)
                || skipped.contains(pgoMode.equals(PgoMode.sample.name()) ? BaselineStep.KEY : InstrumentStep.KEY);
        boolean noBolt = skipped.contains(BoltProfileStep.KEY) || skipped.contains(BoltStep.KEY);
        return new Wanted(
                noPgo ? Need.off : Choice.of("pgo", pgo, Need.class),
                noBolt ? Need.off : Choice.of("bolt", bolt, Need.class));
    }

    final Set<StepKey<?>> skippedSteps() {
        Set<StepKey<?>> skipped = new HashSet<>();
        Map<StepKey<?>, Boolean> flags = Map.ofEntries(
                Map.entry(BaselineStep.KEY, baselineSkip),
                Map.entry(InstrumentStep.KEY, instrumentSkip || isOff(pgo)),
                Map.entry(TrainStep.KEY, trainSkip || isOff(pgo)),
                Map.entry(MergeStep.KEY, mergeSkip || isOff(pgo)),
                Map.entry(OptimizeStep.KEY, optimizeSkip),
                Map.entry(BoltProfileStep.KEY, boltProfileSkip || isOff(bolt)),
                Map.entry(BoltStep.KEY, boltSkip || isOff(bolt)),
                Map.entry(CheckStep.KEY, checkSkip),
                Map.entry(BenchmarkStep.KEY, benchmarkSkip),
                Map.entry(SelectStep.KEY, selectSkip));
        flags.forEach((step, off) -> {
            if (off) {
                skipped.add(step);
            }
        });
        return skipped;
    }

    private static boolean isOff(String need) {
        return Need.off.name().equals(need);
    }
}
