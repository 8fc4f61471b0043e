package io.github.pgobolt.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The verdict as a small picture for a README: "PGO + BOLT | -19.4 %". */
public final class Badge {

    /** Digits and small letters of the font of 11 px are about this wide. */
    private static final double LETTER = 6.6;

    private static final int PADDING = 12;
    private static final int MAX_LETTERS = 40;

    private Badge() {}

    public static void write(Report report, Path file) {
        ReportFiles.write(file, svg(report));
    }

    public static String svg(Report report) {
        Headline headline = Headline.of(report);
        Map<String, Object> model = new HashMap<>();
        String value = value(report, headline);
        model.put("label", "pgo-bolt");
        model.put("value", value);
        model.put("tone", headline.tone().word());
        model.put("labelWidth", (int) ("pgo-bolt".length() * LETTER + PADDING));
        model.put("valueWidth", (int) (value.length() * LETTER + PADDING));
        return Templates.html("badge.svg.ftl", model);
    }

    private static String value(Report report, Headline headline) {
        Optional<Report.Comparison> gain = report.selection() == null
                        || report.selection().variant() == null
                        || headline.tone() != Headline.Tone.GOOD
                ? Optional.empty()
                : report.overall(report.selection().variant(), Report.BASELINE);
        String text = gain.map(c -> new Numbers().moreOrLess(c.ratio()) + " " + new Numbers().metric(c.metric()))
                .orElse(headline.title());
        return text.length() <= MAX_LETTERS ? text : text.substring(0, MAX_LETTERS - 1) + "\u2026";
    }
}
