package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.bolt.SampleCounts;
import io.github.pgobolt.toolchain.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Perf2BoltLogTest {

    private static final Tool TOOL = new Tool("perf2bolt", Path.of("/usr/bin/perf2bolt"), "16.0.6", 16, "");

    @ParameterizedTest
    @CsvSource({"15, 426", "16, 426", "19, 384", "22, 384"})
    void readsTheNumbersOfEachMajor(int major, long objects) {
        Perf2BoltLog log = new Perf2BoltLog(MachineFiles.resource("logs/perf2bolt-" + major + ".log"), true);

        assertThat(log.samples()).isEqualTo(1617);
        assertThat(log.branchRecords()).isEqualTo(51714);
        assertThat(log.mismatching()).isZero();
        assertThat(log.outOfRangePercent()).isEqualTo(17.4);
        assertThat(log.objects()).isEqualTo(objects);
        assertThat(log.buildIdMatched()).isTrue();
        assertThat(log.notUnderstood()).isEmpty();
    }

    @Test
    void readsBasicEventsAndIgnoredSamples() {
        Perf2BoltLog log = new Perf2BoltLog(
                "PERF2BOLT: read 80 basic samples\nPERF2BOLT: ignored samples: 3 (3.8%)\n"
                        + "PERF2BOLT: out of range samples recorded in unknown regions: 339 (27.7%)\n"
                        + "PERF2BOLT: traces mismatching disassembled function contents: 12 (14.5%)\n"
                        + "PERF2BOLT: wrote 5 objects and 0 memory objects to c.fdata\n",
                false);

        assertThat(log.samples()).isEqualTo(80);
        assertThat(log.branchRecords()).isZero();
        assertThat(log.ignoredPercent()).isEqualTo(3.8);
        assertThat(log.outOfRangePercent()).isEqualTo(27.7);
        assertThat(log.mismatchingPercent()).isEqualTo(14.5);
    }

    @Test
    void otherWordsCostTheirNumberAndNoMore() {
        Perf2BoltLog log = new Perf2BoltLog(
                MachineFiles.resource("logs/perf2bolt-22.log")
                        .replace("51714 brstack entries", "51714 branches")
                        .replace("wrote 384 objects", "wrote 384 records")
                        .replace("mismatching disassembled", "that differ from disassembled"),
                true);

        assertThat(log.samples()).isEqualTo(1617);
        assertThat(log.branchRecords()).isNull();
        assertThat(log.mismatchingPercent()).isNull();
        assertThat(log.objects())
                .as("functions with a profile, which perf2bolt 22 says too")
                .isEqualTo(42);
        assertThat(log.notUnderstood())
                .containsExactly("how many branches it read", "how many traces do not fit the binary");
    }

    @Test
    void optionsFollowWhatThePerf2BoltKnows() {
        assertThat(Perf2Bolt.arguments(Rung.Converter.BASIC_EVENTS, "  --nl  - aggregate", TOOL))
                .isEqualTo(List.of("--nl"));
        assertThat(Perf2Bolt.arguments(Rung.Converter.BASIC_EVENTS, "  --ba\n  --basic-events", TOOL))
                .isEqualTo(List.of("--basic-events"));
        assertThat(Perf2Bolt.arguments(Rung.Converter.TRACE, "--itrace=<string>", TOOL))
                .isEqualTo(List.of("--itrace=i10usl"));
        assertThatThrownBy(() -> Perf2Bolt.arguments(Rung.Converter.SPE, "--nl", TOOL))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("16.0.6")
                .hasMessageContaining("--spe");
    }

    @Test
    void warnsAtTheThresholdsAtWhichBoltDoes() {
        Conversion healthy =
                new Conversion(Path.of("x"), "", 1000L, 32000L, 10L, 9.9, 49.0, 60.0, 500L, 1, true, true, List.of());
        Conversion ill =
                new Conversion(Path.of("x"), "", 1000L, 0L, 10L, 10.1, 51.0, 81.0, 500L, 1, false, false, List.of());

        assertThat(healthy.warnings()).isEmpty();
        assertThat(ill.warnings()).hasSize(5);
    }

    @Test
    void samplesOfSeveralRecordingsAddUpAndTheWorstPercentageCounts() {
        // 1000 samples where 4 times more would do, and 3000 where 2 times more would: 4000 and 6000 are wanted, and
        // the first has a quarter of its need, the second half.
        Conversion thin =
                new Conversion(Path.of("x"), "", 1000L, 32000L, 1L, 0.1, 0.0, 60.0, 500L, 4, true, true, List.of());
        Conversion better =
                new Conversion(Path.of("y"), "", 3000L, 96000L, 9L, 0.3, 0.0, 20.0, 700L, 2, true, true, List.of());

        SampleCounts total = Conversion.total(List.of(thin, better));

        assertThat(total.samples()).isEqualTo(4000);
        assertThat(total.branchRecords()).isEqualTo(128_000);
        assertThat(total.mismatchingPercent()).isEqualTo(0.3);
        assertThat(total.outOfRangePercent()).isEqualTo(60);
        Conversion untold = new Conversion(
                Path.of("z"),
                "",
                null,
                1L,
                9L,
                null,
                0.0,
                20.0,
                700L,
                2,
                true,
                true,
                List.of("how many samples it read"));
        assertThat(Conversion.total(List.of(thin, untold)).samples())
                .as("not those of one alone")
                .isNull();
        assertThat(Conversion.total(List.of(thin, untold)).notUnderstood()).containsExactly("how many samples it read");
        assertThat(untold.warnings()).isEmpty();
        assertThat(total.moreSamplesFactor()).isCloseTo(4 / 3.0, within(0.05));
    }

    @Test
    void perf2boltSaysHowManyMoreSamplesItWouldLike() {
        assertThat(new Perf2BoltLog(
                                "BOLT-WARNING: BOLT is estimated to optimize better with 18.1x more samples. Please",
                                true)
                        .moreSamplesFactor())
                .isEqualTo(18.1);
        assertThat(new Perf2BoltLog("PERF2BOLT: wrote 1082 objects and 0 memory objects to p.fdata", true)
                        .moreSamplesFactor())
                .isEqualTo(1);
    }
}
