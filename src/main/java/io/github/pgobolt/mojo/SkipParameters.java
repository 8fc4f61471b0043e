package io.github.pgobolt.mojo;

import io.github.pgobolt.mojo.config.Choice;
import io.github.pgobolt.pipeline.PgoMode;
import io.github.pgobolt.pipeline.StepName;
import io.github.pgobolt.toolchain.Need;
import io.github.pgobolt.toolchain.Wanted;
import java.util.EnumSet;
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
        Set<StepName> skipped = skippedSteps();
        boolean noPgo = skipped.contains(StepName.TRAIN)
                || skipped.contains(StepName.MERGE)
                || skipped.contains(pgoMode.equals(PgoMode.sample.name()) ? StepName.BASELINE : StepName.INSTRUMENT);
        boolean noBolt = skipped.contains(StepName.BOLT_PROFILE) || skipped.contains(StepName.BOLT);
        return new Wanted(
                noPgo ? Need.off : Choice.of("pgo", pgo, Need.class),
                noBolt ? Need.off : Choice.of("bolt", bolt, Need.class));
    }

    final Set<StepName> skippedSteps() {
        Set<StepName> skipped = EnumSet.noneOf(StepName.class);
        Map<StepName, Boolean> flags = Map.ofEntries(
                Map.entry(StepName.BASELINE, baselineSkip),
                Map.entry(StepName.INSTRUMENT, instrumentSkip || isOff(pgo)),
                Map.entry(StepName.TRAIN, trainSkip || isOff(pgo)),
                Map.entry(StepName.MERGE, mergeSkip || isOff(pgo)),
                Map.entry(StepName.OPTIMIZE, optimizeSkip),
                Map.entry(StepName.BOLT_PROFILE, boltProfileSkip || isOff(bolt)),
                Map.entry(StepName.BOLT, boltSkip || isOff(bolt)),
                Map.entry(StepName.CHECK, checkSkip),
                Map.entry(StepName.BENCHMARK, benchmarkSkip),
                Map.entry(StepName.SELECT, selectSkip),
                Map.entry(StepName.REPORT, reportSkip));
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
