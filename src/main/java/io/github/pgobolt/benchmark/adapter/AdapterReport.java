package io.github.pgobolt.benchmark.adapter;

import java.util.List;

/**
 * The results of another benchmark tool.
 *
 * @param kind {@code criterion}, {@code jmh} or {@code hyperfine}
 * @param rows one row per benchmark and variant
 * @param interleaved whether the variants took turns; without that, drift of the machine looks like a difference
 * @param notes how reliable the results are, for every output that shows the rows
 */
public record AdapterReport(String kind, List<AdapterRow> rows, boolean interleaved, List<String> notes) {

    public AdapterReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }
}
