package io.github.pgobolt.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.BreakIterator;
import java.util.Locale;

/** Texts of a chart: their estimated width, names shortened to fit, and numbers, independent of any locale. */
final class Label {

    /** The font size of the page, 12 px; see {@code report.css}. */
    static final double HEIGHT = 12;

    private static final String NARROW = "ijl.,:;'|!()[]{}\"frt-/ I";
    private static final String WIDE = "mwMWQOG@%&";
    private static final int IDEOGRAPHS = 0x1100;
    private static final BigDecimal LARGE = new BigDecimal("1e12");
    private static final BigDecimal SMALL = new BigDecimal("1e-6");

    private Label() {}

    /**
     * Returns the width in pixels at 12 px in DejaVu Sans, which is wider than the other fonts that the style sheet
     * names.
     */
    static double width(String text) {
        return text.codePoints().mapToDouble(Label::width).sum();
    }

    private static double width(int character) {
        if (character >= IDEOGRAPHS || WIDE.indexOf(character) >= 0) {
            return HEIGHT;
        }
        return NARROW.indexOf(character) >= 0 ? 5 : Character.isUpperCase(character) ? 9 : 7.7;
    }

    /** Returns the name, or as much of it as fits, with an ellipsis; the table beside the chart has all of it. */
    static String cut(String name, double most) {
        if (width(name) <= most) {
            return name;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(name);
        int end = 0;
        while (width(name.substring(0, characters.next()) + "…") <= most) {
            end = characters.current();
        }
        return name.substring(0, end) + "…";
    }

    /** Returns a number with the digits of its scale; very large and small ones have an exponent. */
    static String number(BigDecimal number, boolean signed) {
        String sign = signed && number.signum() > 0 ? "+" : "";
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal size = number.abs();
        return sign
                + (size.compareTo(SMALL) >= 0 && size.compareTo(LARGE) < 0
                        ? String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number)
                        : number.round(new MathContext(6)).stripTrailingZeros().toString());
    }
}
