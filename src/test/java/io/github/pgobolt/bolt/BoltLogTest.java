package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of real llvm-bolts of four majors. */
class BoltLogTest {

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 19, 22})
    void aGoodProfile(int major) {
        BoltLog log = BoltLog.parse(Captured.text("optimize", major));
        assertThat(log.profiledFunctions()).isEqualTo(71);
        assertThat(log.totalFunctions()).isEqualTo(594);
        assertThat(log.stalePercent()).isZero();
        assertThat(log.moreSamplesFactor()).isEqualTo(1);
        assertThat(log.warnings()).containsExactly("Failed to analyze 36 relocations");
        assertThat(log.dynoStats()).hasSize(18);
        assertThat(log.notUnderstood()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"15, 4955148, -54.5, 1834770", "22, 4956943, -54.5, 1835172"})
    void dynoStatsAreThoseAfterOptimisation(int major, long taken, double change, long indirectCalls) {
        var stats = BoltLog.parse(Captured.text("optimize", major)).dynoStats();
        assertThat(stats.get("taken branches")).isEqualTo(new BoltLog.DynoStat(taken, change));
        assertThat(stats.get("indirect calls")).as("unchanged").isEqualTo(new BoltLog.DynoStat(indirectCalls, null));
        assertThat(stats.keySet()).contains("executed instructions", "all conditional branches", "PLT calls");
    }

    @Test
    void theCfgGapIsThereWhereBoltSaysIt() {
        assertThat(BoltLog.parse(Captured.text("optimize", 15)).cfgGapPercent()).isNull();
        assertThat(BoltLog.parse(Captured.text("optimize", 22)).cfgGapPercent()).isEqualTo(0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 19, 22})
    void theStaleShareIsThatOfSamplesNotOfFunctions(int major) {
        BoltLog log = BoltLog.parse(Captured.text("stale", major));
        assertThat(log.stalePercent()).isEqualTo(52.6).isGreaterThan(BranchQuality.STALE_LIMIT_PERCENT);
        assertThat(log.warnings())
                .hasSize(3)
                .anyMatch(
                        w -> w.startsWith("2 (2.8% of all profiled) functions have invalid (possibly stale) profile."));
    }

    /** A profile that llvm-bolt fits to the file it is of, to one that was edited a little, and to one edited in its hot loop. */
    @ParameterizedTest
    @CsvSource({
        "same, 19, 0.0, , ",
        "same, 22, 0.0, , ",
        "small, 19, 0.1, 0.08, 27.27",
        "small, 22, 0.1, 0.08, 27.27",
        "hot, 19, 99.9, 99.90, 87.50",
        "hot, 22, 99.9, 99.90, 87.50",
        "other, 19, 77.6, 77.58, 18.63",
        "other, 22, 77.6, 77.58, 18.63"
    })
    void whatWasInferredAndHowManyBlocksAreAsTheyWere(
            String edit, int major, double stale, Double inferred, Double exact) {
        BoltLog log = BoltLog.parse(Captured.text("infer-" + edit, major));
        assertThat(log.stalePercent()).isEqualTo(stale);
        assertThat(log.inferredPercent()).isEqualTo(inferred);
        assertThat(log.exactBlocksPercent()).isEqualTo(exact);
        assertThat(log.notUnderstood()).isEmpty();
    }

    /** The two shares have one decimal and two, and differ by 0.06 here. */
    @Test
    void whatIsUnplacedIsNotTheRoundingOfTwoShares() {
        String stale =
                "BOLT-WARNING: 63741 out of 100000 samples in the binary (63.8%) belong to functions with invalid"
                        + " (possibly stale) profile.\n";
        String inferred =
                "BOLT-INFO: inferred profile for 3 (8.57%% of profiled, 100.00%% of stale) functions responsible"
                        + " for %s%% samples (%d out of 100000)\n";
        assertThat(BoltLog.parse(stale + inferred.formatted("63.74", 63_741)).unplacedPercent())
                .isCloseTo(0, within(0.01));
        assertThat(BoltLog.parse(stale + inferred.formatted("60.74", 60_741)).unplacedPercent())
                .isCloseTo(3, within(0.01));
        assertThat(BoltLog.parse(stale).unplacedPercent()).isEqualTo(63.8);
    }

    /** In the wording of llvm-bolt 15, 16, 19 and 22. */
    @Test
    void aProfileOfNoFunctionSaysSo() {
        BoltLog log = BoltLog.parse("BOLT-WARNING: Failed to analyze 36 relocations\n"
                + "BOLT-INFO: 0 out of 555 functions in the binary (0.0%) have non-empty execution profile\n"
                + "                   0 : executed instructions\n");
        assertThat(log.profiledFunctions()).isZero();
        assertThat(log.notUnderstood()).isEmpty();
    }

    @Test
    void aNumberOfAnotherFormCostsItselfAlone() {
        BoltLog log = BoltLog.parse(
                Captured.text("optimize", 22).replace("CFG discontinuity 0.00%", "CFG discontinuity 0.0.0%")
                        + "BOLT-WARNING: BOLT is estimated to optimize better with many more samples.\n"
                        + "99999999999999999999999 : executed instructions\n");
        assertThat(log.profiledFunctions()).isEqualTo(71);
        assertThat(log.cfgGapPercent()).isNull();
        assertThat(log.moreSamplesFactor()).isEqualTo(1);
        assertThat(log.dynoStats().get("executed instructions").value()).isEqualTo(Long.MAX_VALUE);
        assertThat(log.notUnderstood())
                .containsExactly(
                        "how many times more samples it would like",
                        "how far the flow of the hottest functions adds up");
    }

    @Test
    void fewSamples() {
        BoltLog log = BoltLog.parse("BOLT-WARNING: BOLT is estimated to optimize better with 206.8x more samples.\n"
                + "BOLT-WARNING: BOLT is estimated to optimize better with 206.8x more samples.\n");
        assertThat(log.moreSamplesFactor()).isEqualTo(206.8);
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void nothingSaidIsNothingKnown() {
        BoltLog log = BoltLog.parse("");
        assertThat(log.profiledFunctions()).isNull();
        assertThat(log.totalFunctions()).isNull();
        assertThat(log.notUnderstood()).containsExactly("how many functions have a profile");
        assertThat(log.dynoStats()).isEmpty();
        assertThat(log.cfgGapPercent()).isNull();
    }
}
