package io.github.pgobolt.report.chart;

/**
 * The appearance that tells a series from the others, by shape as well, for readers who cannot tell the colours apart.
 */
public record Look(Colour colour, Shape shape) {

    /** The shape of a point. */
    public enum Shape {
        SQUARE,
        CIRCLE,
        DIAMOND
    }

    /** Draws a point; the factors make the shapes look equally large. */
    void mark(Svg svg, double x, double y, double size) {
        double half = size / 2;
        double tip = half * 1.3;
        switch (shape) {
            case SQUARE ->
                svg.mark(colour, x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half);
            case CIRCLE -> svg.circle(colour, x, y, half * 1.15);
            case DIAMOND -> svg.mark(colour, x, y - tip, x + tip, y, x, y + tip, x - tip, y);
        }
    }
}
