package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.pipeline.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTest {

    private static Report.Step step(String name, Status status, double seconds, Double own, Long startedAt) {
        return new Report.Step(name, status, seconds, own, 0, null, startedAt, null, null);
    }

    private static final Report.Step DETECT = step("detect", Status.RAN, 0.5, 0.5, null);
    private static final Report.Step BASELINE = step("baseline", Status.RAN, 60, 0.25, 10_000L);
    private static final Report.Step INSTRUMENT = step("instrument", Status.RAN, 69.5, 0.25, 10_000L);

    @Test
    void whatRanAtTheSameTimeCountsOnceForTheWall() {
        assertThat(Time.of(List.of(DETECT, BASELINE, INSTRUMENT))).isEqualTo(new Time(70.0, 130, 1.0, 100 * 1.0 / 70));
    }

    @Test
    void whatWasReusedCostNothing() {
        assertThat(Time.of(List.of(DETECT, step("baseline", Status.REUSED, 60, 3.0, 10_000L))))
                .isEqualTo(new Time(null, 0.5, 0.5, null));
        assertThat(Time.of(List.of(step("baseline", Status.REUSED, 60, 3.0, 10_000L))))
                .isNull();
    }

    @Test
    void ofAStepWhoseOwnTimeIsNotKnownNothingIsGuessed() {
        assertThat(Time.of(List.of(DETECT, step("baseline", Status.RAN, 59.5, null, 10_000L))))
                .isEqualTo(new Time(60.0, 60, null, null));
    }

    @Test
    void everyFormSaysIt() {
        Report report =
                Reports.rhai().steps(List.of(DETECT, BASELINE, INSTRUMENT)).build();
        String said = "2 min 10 s of work in 1 min 10 s, of which 1.00 s (1.43 %) are the plugin's own.";
        assertThat(MarkdownReport.render(report)).contains(said, "| baseline | ran | 1 min 00 s | 0.25 s | 0 |");
        assertThat(HtmlReport.render(report)).contains(said.replace("'", "&#39;"));
        assertThat(ReportJson.toJson(report)).contains("\"ownPercent\": 1.42");
    }
}
