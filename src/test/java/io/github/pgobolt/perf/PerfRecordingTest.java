package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerfRecordingTest {

    private static final Rung STACKS =
            new Rung("intel-lbr", "", "cycles:u", List.of("-j", "any,u"), Rung.Converter.BRANCH_STACKS, "", "", 14, "");
    private static final Rung FIXED_PERIOD = new Rung(
            "amd-brs",
            "",
            "cpu/branch-brs/u",
            List.of("-c", "1000037", "-j", "any,u"),
            Rung.Converter.BRANCH_STACKS,
            "",
            "",
            14,
            "");

    @Test
    void theCommandKeepsAllThatIsNotItsArguments() {
        Command workload = Command.of("/x/prog", "a b", "--")
                .with("K", "v")
                .in(Path.of("/w"))
                .readFrom(Path.of("/in"))
                .within(Duration.ofSeconds(7));

        Command recorded =
                new PerfRecording(Path.of("/usr/bin/perf"), STACKS, true, 0, 0).around(workload, Path.of("/o/p.data"));

        assertThat(recorded.argv())
                .containsExactly(
                        "/usr/bin/perf",
                        "record",
                        "-o",
                        "/o/p.data",
                        "-e",
                        "cycles:u",
                        "-j",
                        "any,u",
                        "--buildid-mmap",
                        "--",
                        "/x/prog",
                        "a b",
                        "--");
        assertThat(recorded.environment()).containsEntry("K", "v");
        assertThat(recorded.directory()).isEqualTo(Path.of("/w"));
        assertThat(recorded.stdin()).isEqualTo(Path.of("/in"));
        assertThat(recorded.timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aLongRunIsSampledLessOftenSoThatItFits() {
        PerfRecording any = new PerfRecording(Path.of("perf"), STACKS, false);

        assertThat(any.within(Duration.ofSeconds(10), 1, 256).frequency()).isZero();
        // 256 MB hold 315,800 samples: ten minutes on two processors at 263 a second.
        assertThat(any.within(Duration.ofMinutes(10), 2, 256).frequency()).isEqualTo(263);
        assertThat(any.within(Duration.ofDays(3), 64, 256).frequency()).isEqualTo(50);
        assertThat(any.within(Duration.ofMinutes(10), 2, 256)
                        .around(Command.of("x"), Path.of("o"))
                        .argv())
                .containsSequence("-F", "263")
                .contains("--max-size=1024M");
    }

    @Test
    void aFixedPeriodStaysFixed() {
        PerfRecording fixed =
                new PerfRecording(Path.of("perf"), FIXED_PERIOD, false).within(Duration.ofHours(1), 8, 100);

        assertThat(fixed.around(Command.of("x"), Path.of("o")).argv()).doesNotContain("-F");
    }

    @Test
    void aRecordingThatBecameTooLargeIsThinnedByItsFrequencyOrItsPeriod() {
        PerfRecording any = new PerfRecording(Path.of("perf"), STACKS, false);
        PerfRecording fixed = new PerfRecording(Path.of("perf"), FIXED_PERIOD, false);

        assertThat(any.thinned(8).orElseThrow().frequency()).isEqualTo(500);
        assertThat(any.thinned(8)
                        .orElseThrow()
                        .thinned(8)
                        .orElseThrow()
                        .thinned(8)
                        .orElseThrow()
                        .frequency())
                .isEqualTo(50);
        assertThat(any.thinned(80).orElseThrow().thinned(8)).isEmpty();
        assertThat(fixed.thinned(8)
                        .orElseThrow()
                        .around(Command.of("x"), Path.of("o"))
                        .argv())
                .containsSequence("-c", "8000296", "-j", "any,u")
                .doesNotContain("-F");
        assertThat(new PerfRecording(
                                Path.of("perf"),
                                new Rung(
                                        "intel-pt", "", "intel_pt//u", List.of(), Rung.Converter.TRACE, "", "", 19, ""),
                                false)
                        .thinned(8))
                .isEmpty();
    }

    @Test
    void hybridIsPinned() {
        PerfRecording pinned = new PerfRecording(Path.of("perf"), STACKS.onProcessors("0-15"), false);

        assertThat(pinned.around(Command.of("x"), Path.of("o")).argv())
                .startsWith("taskset", "-c", "0-15", "perf", "record");
    }

    @Test
    void aRecordingThatReachedItsLimitIsNamedAsTheCauseOfTheEnd() {
        PerfRecording recording = new PerfRecording(Path.of("perf"), STACKS, false, 0, 4);
        Outcome outcome = new Outcome(
                Command.of("perf"),
                143,
                false,
                "",
                "[ perf record: perf size limit reached (256 KB), stopping session ]",
                Duration.ZERO);

        assertThat(recording.damage(outcome))
                .hasValueSatisfying(text -> assertThat(text).contains("4 MB", "ended the workload"));
    }
}
