package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Control;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.benchmark.OnInconclusive;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.SinceLast;
import io.github.pgobolt.step.Settings.GateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the gates in the documentation, row by row, on each side of the limit. */
class GateTableTest {

    private static final double ASKED = 0.02;
    private static final Control HOLDS = new Control(1, 0.995, 1.005, 30, Verdict.SAME);
    private static final Control DIFFERS = new Control(1.03, 1.02, 1.04, 30, Verdict.SLOWER);

    /** Where the limit lies, and the column of the table that is about it. */
    private enum Where {
        HOLDS_IT(0.90, 0.95, HOLDS, 2),
        LIMIT_INSIDE(0.99, 1.01, HOLDS, 3),
        TOO_FEW_PAIRS(0, 9e9, HOLDS, 3),
        REFERENCE_DIFFERS(0.90, 0.95, DIFFERS, 3),
        BREAKS_IT(1.05, 1.10, HOLDS, 4);

        private final double low;
        private final double high;
        private final Control control;
        private final int column;

        Where(double low, double high, Control control, int column) {
            this.low = low;
            this.high = high;
            this.control = control;
            this.column = column;
        }
    }

    @TempDir
    Path folder;

    static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("src/site/markdown/verdicts.md")).stream()
                .filter(line -> line.matches("\\| `(failIf|noWorkload|require)\\w+` \\|.*"))
                .map(line -> Stream.of(line.substring(2).split(" \\|"))
                        .map(String::strip)
                        .toArray(String[]::new));
    }

    static Stream<Arguments> cases() throws IOException {
        return rows().flatMap(row -> Stream.of(Where.values())
                .flatMap(where -> Stream.of(OnInconclusive.values())
                        .map(on -> Arguments.of(row[0].replace("`", ""), where, on, row[where.column]))));
    }

    @Test
    void theTableHasEveryGate() throws IOException {
        assertThat(rows().map(row -> row[0]))
                .containsExactlyInAnyOrder(
                        "`failIfSlower`",
                        "`noWorkloadSlower`",
                        "`failIfGainShrinks`",
                        "`requireNotSlower`",
                        "`requireFaster`",
                        "`requireCorrect`");
    }

    @ParameterizedTest(name = "{0}, {1}, onInconclusive {2}: {3}")
    @MethodSource("cases")
    void isTrue(String gate, Where where, OnInconclusive onInconclusive, String says) throws IOException {
        GateResult result = judge(gate, where, onInconclusive, "pgo");
        assertThat(says).isIn("passes", "fails", "`onInconclusive`");
        boolean decides = says.equals("`onInconclusive`");
        assertThat(result.passed())
                .as(result.detail())
                .isEqualTo(decides ? onInconclusive == OnInconclusive.warn : says.equals("passes"));
        if (decides) {
            assertThat(result.detail()).endsWith("since onInconclusive is " + onInconclusive + ".");
        } else {
            assertThat(result.detail()).doesNotContain("since onInconclusive");
        }
        if (!gate.equals("requireCorrect")) {
            assertThat(result.inconclusive()).as(result.detail()).isEqualTo(where.column == 3);
        }
    }

    static Stream<Arguments> baselines() throws IOException {
        return rows().map(row -> Arguments.of(row[0].replace("`", ""), row[5]));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("baselines")
    void isTrueWhereTheBaselineShips(String gate, String says) throws IOException {
        GateResult slower = judge(gate, Where.BREAKS_IT, OnInconclusive.fail, "baseline");
        GateResult faster = judge(gate, Where.HOLDS_IT, OnInconclusive.fail, "baseline");
        switch (says) {
            case "the same" -> {
                assertThat(slower.passed()).isFalse();
                assertThat(faster.passed()).isTrue();
            }
            case "passes" -> assertThat(List.of(slower, faster)).allMatch(GateResult::passed);
            case "fails" -> assertThat(List.of(slower, faster)).noneMatch(GateResult::passed);
            default -> {
                assertThat(says).isEqualTo("fails where what shipped last was faster");
                assertThat(slower.passed()).isFalse();
                assertThat(beside(report("baseline", 1), report("baseline", 1), OnInconclusive.fail)
                                .passed())
                        .isTrue();
            }
        }
    }

    private GateResult judge(String gate, Where where, OnInconclusive onInconclusive, String ships) throws IOException {
        if (gate.equals("failIfGainShrinks")) {
            // What shipped last took 0.8 of the baseline's time, exactly.
            return beside(report("pgo", 0.8), report(ships, 0.8 * (1 + ASKED), where), onInconclusive);
        }
        WorkFolder work = new WorkFolder(folder);
        // requireFaster asks for a whole interval below its limit, the others for one not above it.
        double limit = gate.equals("requireFaster") ? 1 - ASKED : 1 + ASKED;
        Comparison comparison = new Comparison(
                "pgo",
                "baseline",
                null,
                "cpu",
                limit * (where.low + Math.min(where.high, 2)) / 2,
                limit * where.low,
                limit * where.high,
                30,
                0.05,
                Verdict.NO_DIFFERENCE_SHOWN);
        record(
                work,
                BenchmarkStep.KEY,
                new BenchmarkResult(
                        1,
                        List.of(comparison),
                        where.control,
                        "cpu",
                        "",
                        null,
                        List.of(),
                        false,
                        List.of(),
                        30,
                        "the budget of 60 s is spent",
                        60,
                        60,
                        240,
                        8,
                        1,
                        0.05,
                        0.01,
                        "runner",
                        false,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of()));
        record(work, SelectStep.KEY, new SelectResult(ships, "", "shipped/x", "", 1, null));
        Shown shown = where.column == 2 ? Shown.CORRECT : where.column == 3 ? Shown.NOT : Shown.WRONG;
        record(
                work,
                CheckStep.KEY,
                new CheckStepResult(
                        List.of(new CheckStepResult.Row("outputs of w", "pgo", shown, "", null)),
                        Map.of("pgo", shown),
                        List.of(),
                        List.of()));
        GateSettings settings = new GateSettings(
                asked(gate, "failIfSlower"),
                asked(gate, "requireNotSlower"),
                asked(gate, "requireFaster"),
                asked(gate, "noWorkloadSlower"),
                gate.equals("requireCorrect"),
                onInconclusive.name());
        List<GateResult> results = new GateCheck(settings, new Records(work, step -> false), Map.of()).judge();
        assertThat(results).singleElement().returns(gate, GateResult::name);
        return results.get(0);
    }

    private static Double asked(String gate, String name) {
        return gate.equals(name) ? ASKED : null;
    }

    private static void record(WorkFolder work, StepKey<?> step, Object result) throws IOException {
        work.write(
                step,
                new StepRecord(
                        StepRecord.SCHEMA_VERSION,
                        step.goal(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        WorkFolder.toJson(result),
                        0,
                        1,
                        1,
                        null));
    }

    private static GateResult beside(Report then, Report now, OnInconclusive onInconclusive) {
        return SinceLast.of(then, now).gate(ASKED, onInconclusive);
    }

    private static Report report(String ships, double ratio) {
        return report(
                ships,
                new Report.Comparison("pgo", "baseline", null, "cpu", ratio, ratio, ratio, 30, Verdict.FASTER),
                HOLDS);
    }

    private static Report report(String ships, double limit, Where where) {
        return report(
                ships,
                new Report.Comparison(
                        "pgo",
                        "baseline",
                        null,
                        "cpu",
                        limit,
                        limit * where.low,
                        limit * where.high,
                        30,
                        Verdict.FASTER),
                where.control);
    }

    private static Report report(String ships, Report.Comparison comparison, Control control) {
        return Report.builder()
                .subject(new Report.Subject("p", "bin", "p", "x86_64-unknown-linux-gnu", null))
                .machine(new Report.Machine(
                        "one", 2.0, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null))
                .selection(new Report.Selection(ships, "", "/p", "ab"))
                .comparisons(List.of(comparison))
                .control(new Report.Control(
                        control.ratio(), control.low(), control.high(), control.pairs(), control.verdict()))
                .build();
    }
}
