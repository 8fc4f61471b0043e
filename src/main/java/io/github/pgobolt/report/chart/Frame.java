package io.github.pgobolt.report.chart;

/** The rectangle of a drawing that contains the values; the axes are around it. */
record Frame(double left, double top, double right, double bottom) {

    /** The space below a frame for the labels of an axis and its title. */
    static final double BELOW = 44;

    static final double MARGIN = 14;

    Scale across(Range range) {
        return new Scale(range, left, right);
    }

    Scale upwards(Range range) {
        return new Scale(range, bottom, top);
    }
}
