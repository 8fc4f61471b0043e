package io.github.pgobolt.bolt;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two branch profiles of one file agree, such as one from counters and one from samples.
 *
 * @param percent the share of each edge's counts that both have in common, with each profile's counts taken as shares
 *     of its sum: the sum of the smaller share of each edge, as llvm-profdata overlap computes it
 * @param hottestEdges how many of the hottest edges of the first are in the second
 */
public record FdataOverlap(double percent, int hottestEdges) {

    /** How many edges count as the hottest. */
    public static final int HOTTEST = 10;

    /** Compares the edges that lie inside the file; a profile without any agrees with nothing. */
    public static FdataOverlap of(Path first, Path second) throws IOException {
        Map<String, Long> counted = edges(first);
        Map<String, Long> sampled = edges(second);
        double firstSum =
                counted.values().stream().mapToDouble(Long::doubleValue).sum();
        double secondSum =
                sampled.values().stream().mapToDouble(Long::doubleValue).sum();
        double common = 0;
        for (Map.Entry<String, Long> edge : counted.entrySet()) {
            common += Math.min(edge.getValue() / firstSum, sampled.getOrDefault(edge.getKey(), 0L) / secondSum);
        }
        List<String> hottest = counted.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(HOTTEST)
                .map(Map.Entry::getKey)
                .toList();
        int found = (int) hottest.stream().filter(sampled::containsKey).count();
        return new FdataOverlap(firstSum == 0 || secondSum == 0 ? 0 : 100 * common, found);
    }

    /** Returns the counts of edges between places inside the file, by both places. */
    static Map<String, Long> edges(Path fdata) throws IOException {
        Map<String, Long> edges = new HashMap<>();
        try (BufferedReader in = Files.newBufferedReader(fdata, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                FdataLine edge = FdataLine.of(line);
                if (edge.betweenSymbols()) {
                    edges.merge(edge.place(), edge.count(), Long::sum);
                }
            }
        }
        return edges;
    }
}
