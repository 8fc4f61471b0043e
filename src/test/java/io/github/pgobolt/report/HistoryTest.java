package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("history.jsonl");
    }

    private static ReportBuilder build(double ratio, String createdAt) {
        return Reports.rhai()
                .createdAt(createdAt)
                .comparisons(List.of(Reports.comparison("pgo", "baseline", null, ratio, 0.01)));
    }

    private List<Measured.Build> trend(ReportBuilder now) {
        return now.past(History.read(file)).build().history();
    }

    @Test
    void addsThisBuildToThoseBefore() {
        CiSummaries.appendHistory(build(0.80, "2026-11-01T00:00:00Z").build(), file);
        CiSummaries.appendHistory(build(0.81, "2026-11-02T00:00:00Z").build(), file);
        List<Measured.Build> trend = trend(build(0.82, "2026-11-03T00:00:00Z"));
        assertThat(trend).extracting(b -> b.comparisons().get(0).ratio()).containsExactly(0.80, 0.81, 0.82);
        assertThat(trend).extracting(Measured.Build::createdAt).last().isEqualTo("2026-11-03T00:00:00Z");
        assertThat(trend).allMatch(b -> b.newStart() == null);
    }

    @Test
    void showsFiguresThatAnEarlierBuildMeasuredOnce() {
        CiSummaries.appendHistory(build(0.80, "2026-11-01T00:00:00Z").build(), file);
        CiSummaries.appendHistory(build(0.80, "2026-11-02T00:00:00Z").build(), file);
        assertThat(trend(build(0.80, "2026-11-03T00:00:00Z")))
                .extracting(Measured.Build::createdAt)
                .containsExactly("2026-11-01T00:00:00Z");
    }

    @Test
    void startsAnewWhereMachineWorkloadsOrMetricAreOthers() {
        CiSummaries.appendHistory(build(0.80, "1").build(), file);
        Report.Machine other = new Report.Machine(
                "AMD EPYC", 64.0, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        CiSummaries.appendHistory(build(0.81, "2").machine(other).build(), file);
        CiSummaries.appendHistory(
                build(0.82, "3").machine(other)
                        .workloads(List.of(new Measured.Workload("other", "evaluate", 1, "other")))
                        .build(),
                file);
        List<Measured.Build> trend = trend(build(0.83, "4").machine(other)
                .workloads(List.of(new Measured.Workload("other", "evaluate", 1, "other")))
                .comparisons(List.of(
                        new Report.Comparison("pgo", "baseline", null, "wall", 0.83, 0.82, 0.84, 40, "faster"))));
        assertThat(trend.get(0).newStart()).isNull();
        assertThat(trend.get(1).newStart()).startsWith("another machine: AMD EPYC, 64 processors instead of Intel");
        assertThat(trend.get(2).newStart()).isEqualTo("other evaluation workloads");
        assertThat(trend.get(3).newStart()).isEqualTo("measured in time instead of CPU time");
    }

    @Test
    void leavesOutOtherSubjectsAndBuildsThatMeasuredNothing() {
        CiSummaries.appendHistory(
                build(0.7, "1").subject(new Report.Subject("comrak", "bin", "comrak", "x86_64-unknown-linux-gnu", null)).build(),
                file);
        CiSummaries.appendHistory(Reports.rhai().comparisons(List.of()).build(), file);
        assertThat(trend(build(0.8, "3"))).hasSize(1);
        assertThat(trend(Reports.rhai().comparisons(List.of()))).isEmpty();
    }

    @Test
    void aDamagedLineCostsThatLineAlone() throws IOException {
        CiSummaries.appendHistory(build(0.80, "1").build(), file);
        Files.write(file, new byte[] {(byte) 0xff, '{', '"', 0, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(
                file, "{\"schemaVersion\":9}\n[]\n3\n\n{\"schemaVersion\":1,\"comparisons\":7}\n", StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);
        CiSummaries.appendHistory(build(0.81, "2").build(), file);
        History history = History.read(file);
        assertThat(history.entries()).hasSize(2);
        assertThat(history.unreadable()).isEqualTo(5);
        assertThat(History.read(folder.resolve("none.jsonl"))).isEqualTo(History.NONE);
    }

    /** Lines of before there was a hash of the workloads: nobody knows whether they can be compared. */
    @Test
    void startsAnewAfterALineThatDoesNotSayWhatWasRun() throws IOException {
        CiSummaries.appendHistory(build(0.80, "1").build(), file);
        Files.writeString(file, Files.readString(file).replaceFirst("\"evaluation\":\"[0-9a-f]+\",", ""));
        assertThat(trend(build(0.81, "2")).get(1).newStart()).isEqualTo("other evaluation workloads");
    }

    @Test
    void keepsTheNewestWhereThereAreVeryMany() {
        for (int i = 0; i < History.MOST_BUILDS + 5; i++) {
            CiSummaries.appendHistory(build(0.8 + i / 1000.0, "old " + i).build(), file);
        }
        assertThat(trend(build(0.9, "now"))).hasSize(History.MOST_BUILDS).last()
                .matches(b -> b.createdAt().equals("now"));
    }

    @Test
    void drawsATrendOnlyOfSeveralBuilds() {
        CiSummaries.appendHistory(build(0.80, "1").build(), file);
        assertThat(TrendChart.draw(build(0.8, "1").build())).isNull();
        String page = HtmlReport.render(build(0.81, "2").past(History.read(file)).build());
        assertThat(page).contains("From build to build", "trend-clipPath", "-20.0 % (-21.0 % to -19.0 %)");
    }
}
