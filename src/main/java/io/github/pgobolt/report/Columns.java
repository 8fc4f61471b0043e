package io.github.pgobolt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Columns of a monospaced table. Colours come after the padding, since escape codes have a length but no width. */
final class Columns {

    private Columns() {}

    /** @param colours one per row; colours its last cell */
    static List<String> align(List<String[]> rows, List<UnaryOperator<String>> colours) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder(" ");
            String[] row = rows.get(r);
            for (int i = 0; i < row.length; i++) {
                boolean last = i == row.length - 1;
                line.append(' ')
                        .append(
                                last
                                        ? colours.get(r).apply(row[i])
                                        : row[i] + " ".repeat(widths[i] - row[i].length() + 1));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
