package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportComparisonTest {

    @Test
    void saysThatNothingChanged() {
        ReportComparison same =
                ReportComparison.of(Reports.rhai().build(), Reports.rhai().build());
        assertThat(same.changes()).isEmpty();
        assertThat(same.warnings()).isEmpty();
        assertThat(same.lines()).containsExactly("Nothing that the reports hold has changed.");
    }

    @Test
    void callsAChangeOfSpeedOneOnlyWhereTheIntervalsDoNotOverlap() {
        Report before = Reports.rhai()
                .comparisons(List.of(
                        Reports.comparison("pgo", "baseline", null, 0.84, 0.01),
                        Reports.comparison("pgo-bolt", "baseline", null, 0.80, 0.01)))
                .build();
        Report after = Reports.rhai()
                .comparisons(List.of(
                        Reports.comparison("pgo", "baseline", null, 0.85, 0.01),
                        Reports.comparison("pgo-bolt", "baseline", null, 0.86, 0.01)))
                .build();
        List<ReportComparison.Change> changes =
                ReportComparison.of(before, after).changes();
        assertThat(changes)
                .extracting(ReportComparison.Change::note)
                .containsExactly(
                        "the intervals overlap: no change shown", "the gain shrank: the intervals do not overlap");
    }

    @Test
    void listsSizesFlagsToolsAndSelection() {
        Report after = Reports.rhai()
                .selection(new Report.Selection("pgo", "r", "/f", Reports.SHA))
                .variants(List.of(new Report.Variant("pgo", "/p", Reports.SHA, 8_623_104L, false)))
                .boltFlags(List.of("-icf=all"))
                .tools(List.of(new Report.Tool("rustc", "/r", "1.96.0", Reports.SHA)))
                .build();
        assertThat(ReportComparison.of(Reports.rhai().build(), after).lines())
                .contains("  variant: pgo-bolt -> pgo")
                .contains("  pgo: 4.31 MB -> 8.62 MB (+100.0 %)")
                .contains("  pgo: shown correct -> shown wrong")
                .contains("  pgo-bolt: built -> not built")
                .contains("  rustc: 1.95.0 (LLVM 22.1.2) -> 1.96.0");
    }

    @Test
    void saysWhatCannotBeComparedAcrossMachinesWorkloadsAndSubjects() {
        Report.Machine other = Reports.machine("AMD EPYC", 64);
        Report after = Reports.rhai()
                .machine(other)
                .subject(new Report.Subject("comrak", "bin", "comrak", "x86_64-unknown-linux-gnu", null))
                .workloads(List.of(new Measured.Workload("other", "evaluate", 1, "other")))
                .measuredOnTrainingInput(true)
                .build();
        assertThat(ReportComparison.of(Reports.rhai().build(), after).warnings())
                .hasSize(4)
                .anyMatch(w -> w.contains("different subjects"))
                .anyMatch(w -> w.contains("AMD EPYC, 64 processors") && w.contains("times can't be compared"))
                .anyMatch(w -> w.contains("workloads differ"));
    }

    @Test
    void namesComparisonsAndChecksThatOnlyOneOfThemHas() {
        Report before = Reports.rhai()
                .comparisons(List.of(Reports.comparison("bolt", "baseline", null, 0.84, 0.01)))
                .checks(List.of(new Report.Check("loads", "pgo", true, "exit 0")))
                .build();
        Report after = Reports.rhai()
                .comparisons(List.of(Reports.comparison("pgo", "baseline", "primes", 0.84, 0.01)))
                .checks(List.of(new Report.Check("loads", "pgo", false, "killed by SIGSEGV\nmore")))
                .build();
        assertThat(ReportComparison.of(before, after).lines())
                .contains("  bolt against baseline: -16.0 % [-17.0 % to -15.0 %], faster -> not measured")
                .contains("  pgo against baseline on primes: not measured -> -16.0 % [-17.0 % to -15.0 %], faster")
                .contains("  pgo: loads: passed -> failed (killed by SIGSEGV)");
    }

    @Test
    void saysThatTheReportsAreInTheWrongOrder() {
        Report newer = Reports.rhai().createdAt("2027-01-01T00:00:00Z").build();
        assertThat(ReportComparison.of(newer, Reports.rhai().build()).warnings())
                .singleElement()
                .asString()
                .contains("is the newer of the two");
    }

    @Test
    void writesTheSameAsMarkdown(@TempDir Path folder) throws IOException {
        Report after = Reports.rhai().boltFlags(List.of("-x=a|b")).machine(null).build();
        Path file = folder.resolve("new/comparison.md");
        ReportComparison.of(Reports.rhai().build(), after).writeMarkdown(file);
        assertThat(Files.readString(file))
                .contains(
                        "> :warning: A report does not say on which machine",
                        "| flags | llvm-bolt | ",
                        " | -x=a\\|b | ");
        ReportComparison.of(after, after).writeMarkdown(file);
        assertThat(Files.readString(file)).contains("Nothing that the reports hold has changed.");
    }

    @Test
    void copesWithEmptyReports() {
        assertThat(ReportComparison.of(Report.builder().build(), Reports.rhai().build())
                        .warnings())
                .isNotEmpty();
        assertThat(ReportComparison.of(Reports.rhai().build(), Report.builder().build())
                        .changes())
                .isNotEmpty();
    }
}
