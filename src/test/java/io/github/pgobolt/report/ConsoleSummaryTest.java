package io.github.pgobolt.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.benchmark.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {

    @Test
    void isOneScreenThatSaysWhoWonByHowMuchAndHowSure() {
        List<String> lines = ConsoleSummary.lines(Reports.rhai().build(), Path.of("/x/report.html"), Style.PLAIN);
        assertThat(lines).hasSizeLessThanOrEqualTo(22).allMatch(l -> l.length() <= 140);
        assertThat(String.join("\n", lines))
                .contains(
                        "1.24 times faster than baseline, between 1.23 and 1.25 times (CPU time, 40 pairs, 95 % sure)")
                .contains("pgo-bolt        0.806  -19.4 %  -20.0 % to -18.8 %  6.46 MB  shown correct  faster")
                .contains("Selected: pgo-bolt. the fastest variant that is correct and shown faster")
                .contains(Reports.SHA)
                .contains("Checks:   8 passed")
                .contains("Report:   /x/report.html");
    }

    @Test
    void theStandardLibraryIsToldWhereNotAllHaveThatOfTheToolchain() {
        assertThat(ConsoleSummary.lines(Reports.rhai().build(), Style.PLAIN)).noneMatch(l -> l.contains("Std:"));
        Report report = Reports.rhai()
                .variants(List.of(
                        new Report.Variant("baseline", "/b", Reports.SHA, 1L, true, "prebuilt"),
                        new Report.Variant("pgo", "/p", Reports.SHA, 1L, true, "profiled"),
                        new Report.Variant("pgo-bolt", "/q", Reports.SHA, 1L, true, "profiled")))
                .build();
        assertThat(ConsoleSummary.lines(report, Style.PLAIN))
                .contains("  Std:      prebuilt in baseline; profiled in pgo, pgo-bolt");
        assertThat(MarkdownReport.render(report))
                .contains("The standard library is prebuilt in baseline; profiled in pgo, pgo-bolt.");
    }

    @Test
    void coloursWithoutBreakingTheColumns() {
        Style marked = new Style(s -> "<g>" + s + "</g>", s -> "<b>" + s + "</b>", s -> "<d>" + s + "</d>", s -> s);
        List<String> plain = ConsoleSummary.lines(Reports.rhai().build(), Style.PLAIN);
        List<String> coloured = ConsoleSummary.lines(Reports.rhai().build(), marked);
        assertThat(coloured).anyMatch(l -> l.endsWith("<g>faster</g>"));
        assertThat(coloured.stream().map(l -> l.replaceAll("</?[gbd]>", "")).toList())
                .isEqualTo(plain);
    }

    @Test
    void namesWhatFailed() {
        Report report = Reports.rhai()
                .gates(List.of(new Report.Gate("requireFaster", false, "pgo-bolt is not shown faster")))
                .checks(List.of(new Report.Check("output of primes", "pgo", false, "line 3 differs\n-7\n+8")))
                .build();
        assertThat(String.join("\n", ConsoleSummary.lines(report, Style.PLAIN)))
                .contains("Gate failed: requireFaster: pgo-bolt is not shown faster")
                .contains("Check failed: output of primes of pgo: line 3 differs")
                .doesNotContain("+8");
    }

    @Test
    void ofAControlWithTooFewPairsNothingIsSaid() {
        for (Report.Control control : List.of(
                new Report.Control(1.0, 0.99, 1.01, 30, Verdict.SAME),
                new Report.Control(1.1, 1.02, 1.2, 30, Verdict.SLOWER),
                new Report.Control(1.15, 0.0, Double.POSITIVE_INFINITY, 4, Verdict.TOO_FEW_PAIRS))) {
            String row = ConsoleSummary.lines(Reports.rhai().control(control).build(), Style.PLAIN).stream()
                    .filter(line -> line.contains("baseline again"))
                    .findFirst()
                    .orElseThrow();
            assertThat(row)
                    .endsWith(
                            control.pairs() < 8
                                    ? "too few pairs to tell"
                                    : control.low() > 1 ? "differs from itself" : "as it should be");
        }
    }

    @Test
    void saysOfAnEmptyReportWhatToRunNext() {
        assertThat(ConsoleSummary.lines(Report.builder().build(), Style.PLAIN))
                .anyMatch(l -> l.contains("Next: mvn io.github.pgobolt:pgo-bolt-maven-plugin:select"))
                .noneMatch(l -> l.contains("null"));
    }
}
