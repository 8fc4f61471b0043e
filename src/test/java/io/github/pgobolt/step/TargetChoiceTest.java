package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Control;
import io.github.pgobolt.benchmark.Results;
import io.github.pgobolt.benchmark.Selection;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Records;
import io.github.pgobolt.pipeline.StepKey;
import io.github.pgobolt.pipeline.StepRecord;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.step.FurtherTarget.Evidence;
import io.github.pgobolt.toolchain.TargetRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetChoiceTest {

    private static final TargetRunner NATIVE = new TargetRunner(List.of(), false, Map.of());
    private static final TargetRunner QEMU = new TargetRunner(List.of("qemu-aarch64"), true, Map.of());
    private static final Evidence GAINS = new Evidence(FurtherBuilds.HOST, true, "PGO was measured: faster");
    private static final Evidence LOSES = new Evidence(FurtherBuilds.HOST, false, "PGO was measured: slower");

    @TempDir
    Path folder;

    private WorkFolder work;
    private Records records;

    @BeforeEach
    void built() throws IOException {
        work = FurtherBuilds.work(folder.resolve("work"));
        records = new Records(work, step -> false);
        leave(BaselineStep.KEY, "{\"shipped\":\"variants/baseline/scan\"}");
        leave(OptimizeStep.KEY, "{\"shipped\":\"variants/pgo/scan\"}");
    }

    private void leave(StepKey<?> step, String result) throws IOException {
        leave(step, JsonParser.parseString(result));
    }

    private void leave(StepKey<?> step, JsonElement result) throws IOException {
        Path output = work.file("outputs/" + step.goal());
        Files.createDirectories(output.getParent());
        Files.writeString(output, step.goal());
        work.write(
                step,
                new StepRecord(
                        1,
                        step.goal(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        work.describe(List.of(output)),
                        result,
                        0,
                        1_741_089_600_000L,
                        1,
                        null));
    }

    private void checked(Shown shown) throws IOException {
        leave(
                CheckStep.KEY,
                WorkFolder.toJson(new CheckStepResult(
                        List.of(new CheckStepResult.Row("outputs of evaluate", Variants.PGO, shown, "", null)),
                        Map.of(Variants.PGO, shown),
                        List.of(),
                        List.of())));
    }

    private void measured(double ratio, Verdict verdict) throws IOException {
        leave(
                BenchmarkStep.KEY,
                WorkFolder.toJson(Results.of(
                        new Control(1.001, 0.995, 1.006, 30, Verdict.SAME),
                        null,
                        Results.comparison(Variants.PGO, Variants.BASELINE, ratio, verdict))));
    }

    private Selection choose(TargetRunner runner, boolean shipUnrun, boolean allowUnchecked, Evidence trained)
            throws IOException {
        FurtherTarget target =
                new FurtherTarget(runner, runner == null ? "nothing here runs it" : null, shipUnrun, trained);
        Settings settings = Settings.of(FurtherBuilds.base(null, null, List.of(), null))
                .with(target)
                .with(new Settings.ShippingSettings(allowUnchecked, null, true))
                .without(MergeStep.KEY);
        StoredChoice none = StoredChoice.of(StoredSettings.NONE, null, "", work, false, FurtherBuilds.SILENT);
        Session session = new Session(
                settings,
                new Discovery(null, null, null, null, null, null, none, work, null, null, 0),
                null,
                FurtherBuilds.SILENT,
                null,
                null);
        return new TargetChoice(session, records, new VariantFiles(session, records)).choose();
    }

    @Test
    void whatWasNotRunShipsPlainAndHowToShipTheOtherIsSaid() throws IOException {
        Selection chosen = choose(null, false, false, GAINS);
        assertThat(chosen.variant()).isEqualTo(Variants.BASELINE);
        assertThat(chosen.reason()).contains("was not run here (nothing here runs it)", "-Dpgobolt.shipUnrun=true");
    }

    @Test
    void whatWasNotRunShipsByShipUnrunIfTheTrainingGained() throws IOException {
        Selection gained = choose(null, true, false, GAINS);
        assertThat(gained.variant()).isEqualTo(Variants.PGO);
        assertThat(gained.reason())
                .contains(
                        "not run here",
                        "shipUnrun lets it ship",
                        "on " + FurtherBuilds.HOST + " PGO was measured: faster");
        Selection lost = choose(null, true, false, LOSES);
        assertThat(lost.variant()).isEqualTo(Variants.BASELINE);
        assertThat(lost.reason()).contains("PGO was measured: slower");
    }

    @Test
    void underAnEmulatorTheOutputsAreShownAndTheTrainingDecides() throws IOException {
        checked(Shown.CORRECT);
        Selection chosen = choose(QEMU, false, false, GAINS);
        assertThat(chosen.variant()).isEqualTo(Variants.PGO);
        assertThat(chosen.reason())
                .contains("Its outputs are those of the plain build (qemu-aarch64)", "Nothing was measured here");
        assertThat(choose(QEMU, false, false, LOSES).variant()).isEqualTo(Variants.BASELINE);
    }

    @Test
    void otherOutputsNeverShip() throws IOException {
        checked(Shown.WRONG);
        Selection chosen = choose(QEMU, true, true, GAINS);
        assertThat(chosen.variant()).isEqualTo(Variants.BASELINE);
        assertThat(chosen.reason()).contains("shown wrong by outputs of evaluate (qemu-aarch64)");
    }

    @Test
    void whatIsNotShownCorrectShipsOnlyIfTheUserAllowsIt() throws IOException {
        checked(Shown.NOT);
        Selection chosen = choose(NATIVE, true, false, GAINS);
        assertThat(chosen.variant()).as("shipUnrun is for what nothing runs").isEqualTo(Variants.BASELINE);
        assertThat(chosen.reason()).contains("not shown correct (native)", "-Dpgobolt.allowUnchecked=true");
        assertThat(choose(NATIVE, false, true, GAINS).variant()).isEqualTo(Variants.PGO);
    }

    @Test
    void itsOwnMeasurementDecidesWhereItShowsSomething() throws IOException {
        checked(Shown.CORRECT);
        measured(0.9, Verdict.FASTER);
        assertThat(choose(NATIVE, false, false, LOSES).variant()).isEqualTo(Variants.PGO);
        measured(1.1, Verdict.SLOWER);
        assertThat(choose(NATIVE, false, false, GAINS).variant()).isEqualTo(Variants.BASELINE);
    }

    @Test
    void whereItsOwnMeasurementShowsNothingTheTrainingDecides() throws IOException {
        checked(Shown.CORRECT);
        measured(0.99, Verdict.NO_DIFFERENCE_SHOWN);
        Selection chosen = choose(NATIVE, false, false, GAINS);
        assertThat(chosen.variant()).isEqualTo(Variants.PGO);
        assertThat(chosen.reason()).contains("No difference was shown here");
        assertThat(choose(NATIVE, false, false, LOSES).variant()).isEqualTo(Variants.BASELINE);
    }

    @Test
    void withoutAProfileItIsPlainAndSaysWhy() throws IOException {
        leave(OptimizeStep.KEY, "{}");
        Selection chosen = choose(NATIVE, false, false, LOSES);
        assertThat(chosen.variant()).isEqualTo(Variants.BASELINE);
        assertThat(chosen.reason())
                .isEqualTo("It was built plainly: on " + FurtherBuilds.HOST + " PGO was measured: slower.");
        assertThat(choose(null, false, false, LOSES).reason())
                .endsWith("PGO was measured: slower. It was not run here: nothing here runs it.");
    }
}
