package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Grade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BranchQualityTest {

    private static final long BILLION = 1_000_000_000;

    private static BoltLog read(long functions, double stale, Double inferred, Double gap, long instructions) {
        return new BoltLog(
                functions,
                400L,
                stale,
                inferred,
                stale - (inferred == null ? 0 : inferred),
                inferred == null ? null : 87.5,
                1,
                gap,
                Map.of("executed instructions", new BoltLog.DynoStat(instructions, null)),
                List.of(),
                List.of());
    }

    private static SampleCounts samples(double mismatching, double moreSamples, boolean branches) {
        return new SampleCounts(
                1, 1000L, branches ? 32_000L : 0L, mismatching, 0.0, 60.0, 500L, moreSamples, branches, List.of());
    }

    @Test
    void aProfileByCountersThatFitsIsGood() {
        BranchQuality quality = BranchQuality.judge(read(40, 0, null, 0.4, 5 * BILLION), null, 97.0, null);

        assertThat(quality.grade()).isEqualTo(Grade.good);
        assertThat(quality.reasons()).isEmpty();
    }

    /**
     * A reported case: two copies of a library in one JVM, the second of which wrote its 256 counts over 30 million.
     */
    @Test
    void aSliverOfWhatPgoCountedIsNotGoodHoweverManyFunctionsItCovers() {
        BranchQuality quality = BranchQuality.judge(read(40, 0, null, 0.4, 5 * BILLION), null, 100.0, 0.00085);

        assertThat(quality.grade()).isEqualTo(Grade.usable);
        assertThat(quality.reasons())
                .singleElement()
                .asString()
                .contains("0.00085 % of the counts of PGO's training", "exec", "several copies");
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 5 * BILLION), null, 100.0, 3.1)
                        .grade())
                .as("a loop that was vectorised to 32 bytes at once")
                .isEqualTo(Grade.good);
    }

    @Test
    void whatIsBadIsSaidWithItsNumber() {
        assertThat(BranchQuality.judge(read(0, 0, null, null, 0), null, null, null)
                        .grade())
                .isEqualTo(Grade.bad);
        assertThat(BranchQuality.judge(read(40, 10.1, null, 0.4, BILLION), null, null, null))
                .satisfies(q -> assertThat(q.grade()).isEqualTo(Grade.bad))
                .satisfies(q -> assertThat(q.reasons()).anyMatch(reason -> reason.contains("10.1 %")));
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 1), samples(10.2, 1, true), null, null)
                        .grade())
                .isEqualTo(Grade.bad);
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 1), samples(0, 18.1, true), null, null)
                        .reasons())
                .containsExactly("BOLT would like 18.1 times more samples: train longer, or with more workloads");
    }

    /** Output of llvm-bolt 22, with wording changed as a newer one might. */
    @Test
    void wordsThatAreNotUnderstoodAreNoVerdict() {
        BoltLog good = BoltLog.parse(Captured.text("optimize", 22)
                .replace("non-empty execution profile", "a profile")
                .replace(": executed instructions", "| executed instructions"));
        BranchQuality quality = BranchQuality.judge(good, null, null, null);
        assertThat(quality.grade()).isEqualTo(Grade.good);
        assertThat(quality.profiledFunctions()).isNull();
        assertThat(quality.notUnderstood()).containsExactly("how many functions have a profile");

        BoltLog stale = BoltLog.parse(Captured.text("stale", 22)
                .replace("belong to functions with invalid", "are stale: invalid")
                .replace("functions have invalid (possibly stale)", "functions with a stale"));
        assertThat(stale.stalePercent()).isNull();
        assertThat(BranchQuality.judge(stale, null, null, null).grade()).isEqualTo(Grade.usable);
        assertThat(BranchQuality.judge(stale, null, null, null).notUnderstood())
                .as("the log has no dyno-stats either")
                .containsExactly(
                        "how many samples are stale, which it warns of",
                        "how many instructions the profile stands for (-dyno-stats)");
    }

    @Test
    void betweenTheLimitsItIsUsable() {
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 1), samples(5.1, 1, true), null, null)
                        .grade())
                .isEqualTo(Grade.usable);
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 1), samples(0, 2, true), null, null)
                        .grade())
                .isEqualTo(Grade.usable);
        assertThat(BranchQuality.judge(read(40, 0, null, 5.1, BILLION), null, null, null)
                        .grade())
                .isEqualTo(Grade.usable);
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, BILLION), null, 80.0, null)
                        .grade())
                .isEqualTo(Grade.usable);
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, BILLION / 2), null, null, null)
                        .grade())
                .isEqualTo(Grade.usable);
    }

    @Test
    void fewInstructionsOfASampledProfileAreNoFault() {
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 14_143), samples(0, 1, true), null, null)
                        .grade())
                .isEqualTo(Grade.good);
    }

    @Test
    void basicEventsAreNeverGoodAndTheirDensityIsNotAsked() {
        assertThat(BranchQuality.judge(read(40, 0, null, 0.4, 1), samples(0, 99, false), null, null)
                        .grade())
                .isEqualTo(Grade.usable);
    }

    @Test
    void whatBoltInferredIsNotStaleButNeverGood() {
        BranchQuality quality = BranchQuality.judge(read(40, 93.8, 93.8, 0.1, 1), samples(0, 1, true), null, null);

        assertThat(quality.grade()).isEqualTo(Grade.usable);
        assertThat(BranchQuality.judge(read(40, 93.8, 50.0, 0.1, 1), samples(0, 1, true), null, null)
                        .grade())
                .isEqualTo(Grade.bad);
    }

    @Test
    void aLogInAnotherFormMakesNoProfileBad() {
        BranchQuality quality = BranchQuality.judge(BoltLog.parse("BOLT-NEWS: all is well"), null, 97.0, null);

        assertThat(quality.grade()).isEqualTo(Grade.good);
        assertThat(quality.profiledFunctions()).isNull();
    }

    @Test
    void whatWasInferredSaysHowMuchOfTheCodeIsAsItWas() {
        BranchQuality quality = BranchQuality.judge(read(40, 99.9, 99.9, 0.4, 5 * BILLION), null, null, null);

        assertThat(quality.grade()).isEqualTo(Grade.usable);
        assertThat(quality.reasons())
                .containsExactly(
                        "BOLT inferred the place of 99.9 % of its samples, which are of another build",
                        "of the blocks in the functions that changed, 87.5 % are as they were");
    }
}
