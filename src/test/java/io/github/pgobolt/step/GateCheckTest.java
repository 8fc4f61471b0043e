package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.GateResult;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.step.Settings.GateSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCheckTest {

    private static final CheckStepResult.Row COMPARED = row("outputs of w", "pgo", Shown.CORRECT, "equal");
    private static final CheckStepResult.Row DEBUGGER = row("debugger", "pgo", Shown.NOT, "not done: gdb is missing");

    @TempDir
    Path folder;

    @Test
    void whatIsShownCorrectPassesAndWhatWasNotDoneIsNamed() throws IOException {
        GateResult result = requireCorrect(List.of(COMPARED, DEBUGGER), Shown.CORRECT);
        assertThat(result.passed()).isTrue();
        assertThat(result.detail())
                .isEqualTo("every variant is shown correct: 1 check passed; not done for every variant: debugger");
    }

    @Test
    void whatIsNotShownCorrectFailsAndItIsSaidWhy() throws IOException {
        CheckStepResult.Row nothing =
                row("outputs of w", "baseline", Shown.NOT, "nothing to compare: the run printed nothing");
        GateResult result = requireCorrect(
                List.of(nothing, row("outputs of w", "pgo", Shown.NOT, "ends as the baseline"), DEBUGGER), Shown.NOT);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .isEqualTo("pgo is not shown correct: outputs of w: nothing to compare: the run printed nothing");
    }

    @Test
    void whatIsShownWrongFails() throws IOException {
        GateResult result =
                requireCorrect(List.of(COMPARED, row("hardening", "pgo", Shown.WRONG, "lost RELRO")), Shown.WRONG);
        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).isEqualTo("pgo: hardening failed");
    }

    @Test
    void whatDoesNotTellOfNowPassesNoGate() {
        GateSettings settings = new GateSettings(null, 0.02, null, null, true, "warn");
        Records none = new Records(new WorkFolder(folder), step -> true);
        List<GateResult> results =
                new GateCheck(settings, none, Map.of(CheckStep.KEY, "the strip setting changed")).judge();
        assertThat(results).extracting(GateResult::passed).containsExactly(false, false);
        assertThat(results.get(0).detail())
                .startsWith("A gate on speed was asked for, but nothing was measured. Run: mvn ");
        assertThat(results.get(1).detail())
                .startsWith(
                        "It was asked for, but what check left is out of date, since the strip setting changed. Run: mvn ");
    }

    private GateResult requireCorrect(List<CheckStepResult.Row> rows, Shown pgo) throws IOException {
        WorkFolder work = new WorkFolder(folder);
        CheckStepResult checked = new CheckStepResult(rows, Map.of("pgo", pgo), List.of(), List.of());
        work.write(
                CheckStep.KEY,
                new StepRecord(
                        StepRecord.SCHEMA_VERSION,
                        "check",
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        WorkFolder.toJson(checked),
                        0,
                        1,
                        1,
                        null));
        GateSettings settings = new GateSettings(null, null, null, null, true, "warn");
        List<GateResult> results = new GateCheck(settings, new Records(work, step -> false), Map.of()).judge();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static CheckStepResult.Row row(String name, String variant, Shown shown, String detail) {
        return new CheckStepResult.Row(name, variant, shown, detail, null);
    }
}
