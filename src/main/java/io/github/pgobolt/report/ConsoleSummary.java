package io.github.pgobolt.report;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.benchmark.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A screen of text at the end of a build, in the style of hyperfine: which variant won, by how much, and how certain
 * that is.
 */
public final class ConsoleSummary {

    private static final Numbers N = new Numbers();
    /** Longer text would break the table, and names come from outside. */
    private static final int MAX_CELL = 40;

    private static final int MAX_LINE = 120;
    private static final int MOST_DIFFERENCES = 5;

    private static final String[] HEADER = {"variant", "time", "change", "interval", "size", "correct", "verdict"};

    private ConsoleSummary() {}

    public static List<String> lines(Report report, Style style) {
        return lines(report, null, style);
    }

    /** @param page the path of the whole report, or null */
    public static List<String> lines(Report report, Path page, Style style) {
        List<String> lines = new ArrayList<>();
        Headline headline = Headline.of(report);
        lines.add(style.strong().apply("Summary") + subject(report));
        lines.add("  " + style.of(headline.tone()).apply(headline.title()));
        winner(report, style).ifPresentOrElse(lines::addAll, () -> lines.add("  " + headline.sentence()));
        headline.caveats().forEach(c -> lines.add("  " + style.doubtful().apply("Note: " + c)));
        if (!report.variants().isEmpty()) {
            lines.add("");
            lines.addAll(table(report, style));
        }
        report.gates().stream()
                .filter(g -> !g.passed())
                .forEach(g -> lines.add("  " + style.bad().apply("Gate failed: " + g.name()) + ": " + g.detail()));
        report.checks().stream()
                .filter(Report.Check::failed)
                .forEach(c -> lines.add("  " + style.bad().apply("Check failed: " + c.name()) + " of " + c.variant()
                        + ": " + clip(firstLine(c.detail()), MAX_LINE)));
        lines.add("");
        if (!report.checks().isEmpty()) {
            lines.add("  Checks:   " + new ReportView(report).checkCount());
        }
        String std = new ReportView(report).std();
        if (!std.isEmpty()) {
            lines.add("  Std:      " + std);
        }
        if (report.sensitivity() != null) {
            lines.add("  Layout:   " + report.sensitivity().sentence());
        }
        if (report.selection() != null) {
            lines.add("  Selected: "
                    + style.strong().apply(String.valueOf(report.selection().variant()))
                    + (report.selection().reason() == null
                            ? ""
                            : ". " + report.selection().reason()));
            if (report.selection().file() != null) {
                lines.add("  File:     " + report.selection().file());
                lines.add("  SHA-256:  " + report.selection().sha256());
            }
        } else {
            report.missing().stream()
                    .filter(m -> "selection".equals(m.section()))
                    .findFirst()
                    .ifPresent(m -> lines.add("  Selected: nothing, since " + m.why() + ". Next: " + m.run()));
        }
        if (report.secondBuild() != null) {
            SecondBuild second = report.secondBuild();
            lines.add("  Twice:    "
                    + (second.same() ? style.good() : style.bad()).apply(String.valueOf(second.sentence())));
            second.lines().stream()
                    .limit(MOST_DIFFERENCES)
                    .forEach(line -> lines.add("            " + clip(line, 2 * MAX_LINE)));
        }
        lines.addAll(targets(report, style));
        if (page != null) {
            lines.add("  Report:   " + page);
        }
        return lines;
    }

    /** Returns a line for each further target. */
    private static List<String> targets(Report report, Style style) {
        int widest = report.targets().stream()
                .mapToInt(target -> String.valueOf(target.name()).length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Target target : report.targets()) {
            String words = String.format(
                    Locale.ROOT,
                    "%-" + widest + "s  %-8s  %s, %s%s",
                    target.name(),
                    target.variant(),
                    target.arrived(),
                    target.checked(),
                    target.isMeasured() ? ", time " + target.time() : "");
            lines.add((lines.isEmpty() ? "  Targets:  " : "            ")
                    + (target.isWrong() ? style.bad().apply(words) : words));
        }
        return lines;
    }

    private static String subject(Report report) {
        return report.subject() == null
                ? ""
                : " of " + report.subject().name() + " (" + report.subject().kind() + ", "
                        + report.subject().target() + ")";
    }

    /** Returns lines such as "pgo-bolt ran 1.19 times faster than baseline". */
    private static Optional<List<String>> winner(Report report, Style style) {
        if (report.selection() == null || report.selection().variant() == null) {
            return Optional.empty();
        }
        String shipped = report.selection().variant();
        return report.overall(shipped, Report.BASELINE)
                .filter(c -> c.verdict() == Verdict.FASTER && c.isBounded() && c.ratio() > 0)
                .map(c -> List.of(
                        "  " + style.strong().apply(shipped) + " ran",
                        "    " + style.good().apply(N.timesFaster(c.ratio())) + " times faster than baseline, between "
                                + N.timesFaster(c.high()) + " and " + N.timesFaster(c.low()) + " times"
                                + " (" + N.metric(c.metric()) + ", " + Counted.of(c.pairs(), "pair")
                                + confidence(report)
                                + ")"));
    }

    private static String confidence(Report report) {
        return report.benchmark() == null || report.benchmark().alpha() == null
                ? ""
                : ", " + N.fraction(1 - report.benchmark().alpha()) + " sure";
    }

    private static List<String> table(Report report, Style style) {
        List<String[]> rows = new ArrayList<>();
        List<UnaryOperator<String>> colours = new ArrayList<>();
        rows.add(HEADER);
        colours.add(UnaryOperator.identity());
        for (Report.Variant variant : report.variants()) {
            Report.Comparison c = report.overall(String.valueOf(variant.name()), Report.BASELINE)
                    .orElse(null);
            boolean isBaseline = Report.BASELINE.equals(variant.name());
            rows.add(new String[] {
                clip(String.valueOf(variant.name()), MAX_CELL),
                isBaseline ? "1.000" : c == null ? N.NONE : N.ratio(c.ratio()),
                isBaseline || c == null ? "" : N.change(c.ratio()),
                isBaseline || c == null ? "" : N.interval(c.low(), c.high()),
                N.bytes(variant.sizeBytes()),
                isBaseline ? "reference" : variant.shown().words(),
                isBaseline
                        ? ""
                        : c == null
                                ? "not measured"
                                : c.verdict() == null
                                        ? "no verdict"
                                        : c.verdict().words()
            });
            colours.add(
                    Boolean.FALSE.equals(variant.correct())
                            ? style.bad()
                            : c == null ? s -> s : style.ofVerdict(c.verdict()));
        }
        if (report.control() != null && report.control().ratio() != null) {
            Report.Control control = report.control();
            rows.add(new String[] {
                Report.BASELINE_AGAIN,
                N.ratio(control.ratio()),
                N.change(control.ratio()),
                N.interval(control.low(), control.high()),
                "",
                "",
                ofControl(control)
            });
            colours.add(UnaryOperator.identity());
        }
        return Columns.align(rows, colours);
    }

    private static String ofControl(Report.Control control) {
        if (control.verdict() == Verdict.FASTER || control.verdict() == Verdict.SLOWER) {
            return "differs from itself";
        }
        boolean bounded = control.high() != null && control.low() != null && control.low() > 0;
        return bounded ? "as it should be" : "too few pairs to tell";
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private static String clip(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 3) + "...";
    }
}
