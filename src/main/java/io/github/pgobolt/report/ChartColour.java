package io.github.pgobolt.report;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of charts by what they mean. Each is a placeholder that {@link SvgCanvas} turns into the CSS variable of the
 * same name; the page's style sheet gives it its value for light, dark and paper.
 */
enum ChartColour {
    INK,
    MUTED,
    GRID,
    BASELINE,
    PGO,
    BOLT,
    PGO_BOLT,
    BAND,
    CONTROL,
    OTHER1,
    OTHER2,
    OTHER3,
    OTHER4;

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
    private static final int MARK = 250;

    /** The placeholder; the blue part tells it from any other. */
    Color color() {
        return new Color(ordinal(), 1, MARK);
    }

    Color transparent(double alpha) {
        return new Color(ordinal(), 1, MARK, (int) (alpha * 255));
    }

    String variable() {
        return "c-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the CSS variable for a colour as Batik writes it, or null where it is none of these. */
    static String variable(String rgb) {
        Matcher matcher = RGB.matcher(rgb.replace(" ", ""));
        if (!matcher.matches()
                || Integer.parseInt(matcher.group(3)) != MARK
                || Integer.parseInt(matcher.group(2)) != 1) {
            return null;
        }
        return values()[Integer.parseInt(matcher.group(1))].variable();
    }

    static ChartColour of(String contender) {
        if (contender == null) {
            return OTHER1;
        }
        return switch (contender) {
            case Report.BASELINE -> BASELINE;
            case Report.PGO -> PGO;
            case Report.BOLT -> BOLT;
            case Report.PGO_BOLT -> PGO_BOLT;
            default -> contender.startsWith(Report.BASELINE) ? CONTROL : OTHER1;
        };
    }
}
