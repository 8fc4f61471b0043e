package io.github.pgobolt.benchmark.adapter;

import java.util.List;

/**
 * What another benchmark tool found.
 *
 * @param kind {@code criterion}, {@code jmh} or {@code hyperfine}
 * @param rows a row per benchmark and variant
 * @param interleaved whether the variants took turns; without that, drift of the machine looks like a difference
 * @param notes how far this is to be believed, for every output that shows the rows
 */
public record AdapterReport(String kind, List<AdapterRow> rows, boolean interleaved, List<String> notes) {

    public AdapterReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }
}
