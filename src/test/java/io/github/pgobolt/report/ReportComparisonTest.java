package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Shown;
import io.github.pgobolt.benchmark.Verdict;
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
                .variants(List.of(new Report.Variant("pgo", "/p", Reports.SHA, 8_623_104L, false, "prebuilt")))
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

    private static Target target(String name, String variant, Double share, Report.Comparison comparison) {
        return Reports.target(name, variant, share, "native", Shown.CORRECT, null, comparison);
    }

    @Test
    void namesFurtherTargetsThatAreNewOrGoneOrBuiltOtherwise() {
        Report before = Reports.rhai()
                .targets(List.of(
                        target("a-musl", "pgo", 0.9999, Reports.comparison("pgo", "baseline", null, 0.80, 0.01)),
                        target("b-gnu", "pgo", 0.99, null),
                        target("gone", "pgo", 1.0, null)))
                .build();
        Report after = Reports.rhai()
                .targets(List.of(
                        target("a-musl", "pgo", 0.75, Reports.comparison("pgo", "baseline", null, 0.90, 0.01)),
                        target("b-gnu", "baseline", null, null),
                        target("new", "baseline", null, null)))
                .build();
        assertThat(ReportComparison.of(before, after).lines())
                .containsExactly(
                        "targets",
                        "  a-musl, arrived: 99.9 % of the counts -> 75.0 % of the counts (fewer counts arrive)",
                        "  a-musl, pgo against baseline: -20.0 % [-21.0 % to -19.0 %], faster -> -10.00 % [-11.0 % to -9.00 %],"
                                + " faster (the gain shrank: the intervals do not overlap)",
                        "  b-gnu: pgo -> baseline",
                        "  b-gnu, arrived: 99.0 % of the counts -> profile not used",
                        "  b-gnu, checked: run here, shown correct -> run here, built plainly",
                        "  gone: pgo -> not built",
                        "  new: not built -> baseline");
        assertThat(ReportComparison.of(
                                before,
                                Reports.rhai()
                                        .targets(after.targets())
                                        .machine(Reports.machine("another processor", 2))
                                        .build())
                        .lines())
                .as("speeds of two machines")
                .noneMatch(line -> line.contains("a-musl, pgo against"));
    }

    @Test
    void refusesTwoSubjects() {
        Report.Subject library = new Report.Subject("rhai", "cdylib", "rhai-run", "x86_64-unknown-linux-gnu", "1.24.0");
        Report.Subject other = new Report.Subject("rhai", "bin", "rhai-run", "aarch64-unknown-linux-gnu", "1.24.0");
        for (Report.Subject subject : List.of(library, other)) {
            Report after = Reports.rhai().subject(subject).build();
            assertThatThrownBy(() -> ReportComparison.of(Reports.rhai().build(), after))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("two subjects, bin rhai-run of package rhai for x86_64-unknown-linux-gnu and "
                            + subject.kind() + " rhai-run of package rhai for " + subject.target())
                    .hasMessageEndingWith("Give two reports of one subject.");
        }
        Report newer = Reports.rhai()
                .subject(new Report.Subject("rhai", "bin", "rhai-run", "x86_64-unknown-linux-gnu", "2.0.0"))
                .build();
        assertThat(ReportComparison.of(Reports.rhai().build(), newer).warnings())
                .as("a new version is the same subject")
                .isEmpty();
    }

    @Test
    void speedsOfTwoMachinesOrMetricsOrOfADriftingOneAreNotCompared() {
        assertNoSpeeds(slower().machine(Reports.machine("AMD EPYC", 64)), "AMD EPYC, 64 processors");
        assertNoSpeeds(slower().machine(null), "does not say on which machine");
        assertNoSpeeds(
                slower().control(new Report.Control(1.05, 1.02, 1.08, 40, Verdict.SLOWER)), "in the newer report");
        assertNoSpeeds(
                Reports.rhai()
                        .comparisons(List.of(new Report.Comparison(
                                "pgo-bolt", "baseline", null, "wall", 0.95, 0.94, 0.96, 40, Verdict.FASTER))),
                "cpu then, wall now. To measure the newer one as the older one: -Dpgobolt.benchmark.metric=cpu");
    }

    private static ReportBuilder slower() {
        return Reports.rhai().comparisons(Reports.comparisons(List.of("primes"), 0.95, 0.94));
    }

    private static void assertNoSpeeds(ReportBuilder after, String why) {
        ReportComparison comparison = ReportComparison.of(Reports.rhai().build(), after.build());
        assertThat(comparison.changes()).as(why).noneMatch(c -> c.area().equals("verdicts"));
        assertThat(comparison.warnings())
                .singleElement()
                .asString()
                .contains(why)
                .endsWith("No speeds are compared.");
        assertThat(comparison.lines()).containsExactly("Nothing of what can be compared has changed.");
    }

    @Test
    void ofOtherWorkloadsOnlyThoseThatBothHaveAreCompared() {
        Report after = slower().workloads(List.of(
                        new Measured.Workload("primes", "evaluate", 1, "rhai-run scripts/primes.rhai"),
                        new Measured.Workload("strings", "evaluate", 2, "rhai-run another.rhai"),
                        new Measured.Workload("new", "evaluate", 1, "rhai-run new.rhai")))
                .build();
        ReportComparison comparison = ReportComparison.of(Reports.rhai().build(), after);
        assertThat(comparison.changes())
                .filteredOn(c -> c.area().equals("verdicts"))
                .hasSize(3)
                .allMatch(c -> c.what().endsWith(" on primes"));
        assertThat(comparison.warnings())
                .singleElement()
                .asString()
                .contains(
                        "fibonacci is in the older report alone, strings has another command, new is in the newer one alone");
    }

    @Test
    void anotherWeightIsAnotherWhole() {
        Report after = slower().workloads(List.of(
                        new Measured.Workload("fibonacci", "evaluate", 1, "rhai-run scripts/fibonacci.rhai"),
                        new Measured.Workload("primes", "evaluate", 9, "rhai-run scripts/primes.rhai"),
                        new Measured.Workload("strings", "evaluate", 2, "rhai-run 'scripts/with a space.rhai'")))
                .build();
        ReportComparison comparison = ReportComparison.of(Reports.rhai().build(), after);
        assertThat(comparison.warnings()).singleElement().asString().contains("primes has another weight");
        assertThat(comparison.changes())
                .noneMatch(c -> c.what().equals("pgo against baseline"))
                .anyMatch(c -> c.what().equals("pgo against baseline on primes"));
    }

    @Test
    void saysThatOnlyOneWasMeasuredOnOtherInput() {
        assertThat(ReportComparison.of(
                                Reports.rhai().build(),
                                Reports.rhai().measuredOnTrainingInput(true).build())
                        .warnings())
                .singleElement()
                .asString()
                .contains("Only one of the two was measured on input");
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
        assertThat(Files.readString(file)).contains("Nothing of what can be compared has changed.");
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
