package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Grade;
import io.github.pgobolt.benchmark.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceRulesTest {

    @Test
    void givesNoneWhereNothingCallsForIt() {
        assertThat(Reports.rhai().build().advice()).isEmpty();
        assertThat(Report.builder().build().advice()).isEmpty();
    }

    @Test
    void asksForMoreTimeAndShorterRunsOnlyWhileUndecided() {
        Measured.Benchmark benchmark = new Measured.Benchmark(
                "cpu",
                null,
                "runner",
                0.01,
                0.05,
                9,
                60.0,
                60.0,
                240.0,
                10,
                1L,
                "the budget of 60 s was spent",
                false,
                null,
                null);
        Measured.Spread long2 = new Measured.Spread(2.0, 2.0, 2.0);
        ReportBuilder builder = Reports.rhai()
                .benchmark(benchmark)
                .runs(List.of(new Measured.Runs("baseline", "big", 9, long2, long2, null, null, null, null, null)));
        assertThat(builder.build().advice()).isEmpty();
        assertThat(builder.comparisons(List.of(Reports.comparison("pgo", "baseline", null, 0.99, 0.02)))
                        .build()
                        .advice())
                .extracting(Report.Advice::text)
                .anyMatch(t -> t.contains("budgetSeconds=240"))
                .anyMatch(t -> t.startsWith("Split big into runs"));
    }

    @Test
    void speaksOfBoltThatGivesNothingOnTopAndOfTheSizeItCosts() {
        Report report = Reports.rhai()
                .comparisons(List.of(Reports.comparison("pgo-bolt", "pgo", null, 1.0, 0.005)))
                .variants(List.of(
                        new Report.Variant("pgo", "/p", "", 500_000L, true, "prebuilt"),
                        new Report.Variant("pgo-bolt", "/b", "", 6_400_000L, true, "prebuilt")))
                .boltFlags(List.of())
                .build();
        assertThat(report.advice())
                .extracting(Report.Advice::text)
                .anyMatch(t -> t.startsWith("Consider PGO alone"))
                .anyMatch(t -> t.startsWith("Add -no-huge-pages"));
        assertThat(report.advice())
                .extracting(Report.Advice::because)
                .anyMatch(t -> t.contains("BOLT's steps took 18.2 s"));
    }

    @Test
    void warnsOfAGainBelowLayoutNoiseOfNativeFlagsAndOfProfilesThatDoNotFit() {
        Report report = Reports.rhai()
                .comparisons(List.of(Reports.comparison("pgo-bolt", "baseline", null, 0.995, 0.003)))
                .rustFlags(new Report.RustFlags(List.of("-Ctarget-cpu=native"), "RUSTFLAGS", List.of()))
                .profiles(new Profiles(
                        new Profiles.Pgo(null, 100L, 1L, 1L, 1, 1L, 0, null, null, 99.9, 7, 3L, Grade.usable, null),
                        new Profiles.Bolt(
                                "branch stacks",
                                null,
                                null,
                                1L,
                                2L,
                                null,
                                31.2,
                                null,
                                null,
                                9L,
                                99L,
                                206.8,
                                null,
                                null,
                                null,
                                null,
                                null,
                                1,
                                Grade.bad,
                                null)))
                .build();
        assertThat(report.advice())
                .extracting(Report.Advice::because)
                .anyMatch(t -> t.contains("0.50 % less"))
                .anyMatch(t -> t.contains("SIGILL"))
                .anyMatch(t -> t.contains("7 of 100 functions"))
                .anyMatch(t -> t.contains("206.8 times more samples"))
                .anyMatch(t -> t.contains("31.2 %"));
    }

    @Test
    void everyPieceHasItsFact() {
        Report report = Reports.rhai()
                .measuredOnTrainingInput(true)
                .control(new Report.Control(1.1, 1.05, 1.15, 20, Verdict.SLOWER))
                .build();
        assertThat(report.advice()).hasSize(2).allMatch(a -> !a.because().isBlank());
    }

    @Test
    void saysWhereAGainIsWithinWhatLayoutMovesAndWhereARaceIsWorthItsTime() {
        ReportBuilder builder =
                Reports.rhai().comparisons(List.of(Reports.comparison("pgo-bolt", "baseline", null, 0.96, 0.01)));
        assertThat(builder.sensitivity(Reports.sensitivity(1.083, 1.052, 1.115))
                        .build()
                        .advice())
                .extracting(Report.Advice::text)
                .anyMatch(t -> t.contains("within what layout alone moves"))
                .anyMatch(t -> t.endsWith(":tune"));
        assertThat(builder.sensitivity(Reports.sensitivity(1.04, 1.02, 1.06))
                        .build()
                        .advice())
                .extracting(Report.Advice::text)
                .noneMatch(t -> t.contains("layout"));
        assertThat(builder.sensitivity(Reports.sensitivity(1.2, 1, 1.5)).build().advice())
                .as("a difference that is not shown counts for nothing")
                .extracting(Report.Advice::text)
                .noneMatch(t -> t.contains("layout"));
    }
}
