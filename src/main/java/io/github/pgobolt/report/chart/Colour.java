package io.github.pgobolt.report.chart;

import java.util.Locale;

/** The colours of charts by their meaning; the page's style sheet gives each its value for light, dark and paper. */
public enum Colour {
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

    /** Returns the name of the CSS variable, without its two hyphens. */
    public String variable() {
        return "c-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String css(String property) {
        return property + ":var(--" + variable() + ")";
    }
}
