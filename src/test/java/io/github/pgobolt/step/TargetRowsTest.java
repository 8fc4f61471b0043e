package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Comparison;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.WorkFolder;
import io.github.pgobolt.report.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetRowsTest {

    @TempDir
    Path folder;

    private Target row(Double match, String run, Shown shown, Comparison comparison) throws IOException {
        WorkFolder work = FurtherBuilds.work(folder.resolve("work"));
        Session session = new Session(
                Settings.of(FurtherBuilds.base(null, null, List.of(), null)),
                new Discovery(null, null, null, null, null, null, null, work, null, null, 0),
                null,
                FurtherBuilds.SILENT,
                null,
                null);
        TargetsResult.Row row = new TargetsResult.Row(
                FurtherBuilds.MUSL,
                Variants.PGO,
                "It is faster.",
                "targets/" + FurtherBuilds.MUSL + "/variants/pgo/scan",
                "ab",
                3,
                4L,
                match,
                5,
                6,
                run,
                shown,
                List.of(),
                comparison,
                2,
                1.5,
                "/copied",
                "targets/" + FurtherBuilds.MUSL + "/report/report.html",
                List.of());
        assertThat(row.classifier()).isEqualTo("linux-x86_64-musl");
        return TargetRows.of(session, new TargetsResult(List.of(row))).get(0);
    }

    @Test
    void theFileIsAbsoluteAndThePageRelativeToTheReport() throws IOException {
        Target row = row(0.99949, "native", Shown.CORRECT, null);
        assertThat(Path.of(row.file()))
                .isEqualTo(folder.resolve("work/targets/" + FurtherBuilds.MUSL + "/variants/pgo/scan"));
        assertThat(folder.resolve("work/report").resolve(row.report()).normalize())
                .isEqualTo(folder.resolve("work/targets/" + FurtherBuilds.MUSL + "/report/report.html"));
        assertThat(row.copiedTo()).isEqualTo("/copied");
        assertThat(row.comparison()).isNull();
        assertThat(row.arrived()).startsWith("99.9");
    }

    @Test
    void whatWasMeasuredIsThere() throws IOException {
        Comparison faster =
                new Comparison(Variants.PGO, Variants.BASELINE, null, "cpu", 0.9, 0.89, 0.91, 30, 0.02, Verdict.FASTER);
        Target row = row(null, "wine", Shown.CORRECT, faster);
        assertThat(row.comparison().verdict()).isEqualTo(Verdict.FASTER);
        assertThat(row.comparison().ratio()).isEqualTo(0.9);
        assertThat(row.arrived()).isEqualTo("share of the counts not known");
        assertThat(row.checked()).startsWith("run by wine");
    }

    @Test
    void whatNothingRanSaysSo() throws IOException {
        assertThat(row(1.0, "not run", Shown.NOT, null).checked()).isEqualTo("built with the profile, not run here");
    }
}
