package io.github.pgobolt.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.report.Report;
import io.github.pgobolt.report.ReportJson;
import io.github.pgobolt.step.Settings.PreviousSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviousTest {

    @TempDir
    Path folder;

    @Test
    void aReportIsFoundByItsFileItsFolderAWorkFolderAndAProject() {
        Path file = folder.resolve("old/target/pgo-bolt/report/report.json");
        Report report = Report.builder().pluginVersion("1.2.3").build();
        ReportJson.write(report, file);
        for (Path named :
                new Path[] {file, file.getParent(), folder.resolve("old/target/pgo-bolt"), folder.resolve("old")}) {
            assertThat(read(named).orElseThrow().pluginVersion())
                    .as(named.toString())
                    .isEqualTo("1.2.3");
        }
        assertThat(read(null)).isEmpty();
    }

    @Test
    void theReportOfThisBuildIsNoPreviousOne() {
        Path own = folder.resolve("work/report/report.json");
        ReportJson.write(Report.builder().build(), own);
        for (Path named : new Path[] {own, folder.resolve("work")}) {
            assertThatThrownBy(() -> read(named))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("this build writes itself, " + own)
                    .hasMessageContaining("Keep a copy");
        }
    }

    @Test
    void whatIsNotThereAndAGateWithoutItAreSaid() {
        assertThatThrownBy(() -> read(folder.resolve("no.json")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("there is no report")
                .hasMessageContaining("where this is the first one");
        assertThatThrownBy(() -> Previous.read(new PreviousSettings(null, 0.02), folder.resolve("work")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("failIfGainShrinks needs what shipped last")
                .hasMessageContaining("-Dpgobolt.previous=");
    }

    private Optional<Report> read(Path named) {
        return Previous.read(new PreviousSettings(named, null), folder.resolve("work"));
    }
}
