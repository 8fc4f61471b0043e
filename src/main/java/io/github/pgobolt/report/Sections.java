package io.github.pgobolt.report;

import io.github.pgobolt.report.chart.Colour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sections of each file, with the small ones combined. */
final class Sections {

    private static final int MAX_SECTIONS = 6;

    /** One per section, in the order of {@link #of}. */
    static final List<Colour> COLOURS = List.of(
            Colour.OTHER1, Colour.OTHER3, Colour.OTHER4, Colour.OTHER2, Colour.BASELINE, Colour.CONTROL, Colour.BAND);

    private Sections() {}

    /**
     * Returns the largest sections of all files by decreasing size, and the rest as one.
     *
     * @return bytes by section by variant; each variant has every section
     */
    static Map<String, Map<String, Long>> of(Report report) {
        Map<String, Map<String, Long>> sizes = new LinkedHashMap<>();
        if (report.layout() == null) {
            return sizes;
        }
        Map<String, Long> largest = new LinkedHashMap<>();
        List<Layout.Section> sections = report.layout().sections().stream()
                .filter(s -> s.name() != null && s.variant() != null)
                .toList();
        sections.forEach(s -> largest.merge(s.name(), s.sizeBytes(), Math::max));
        List<String> names = new ArrayList<>(largest.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_SECTIONS)
                .map(Map.Entry::getKey)
                .toList());
        boolean more = largest.size() > names.size();
        for (String variant :
                sections.stream().map(Layout.Section::variant).distinct().toList()) {
            Map<String, Long> row = new LinkedHashMap<>();
            names.forEach(n -> row.put(n, 0L));
            if (more) {
                row.put("other", 0L);
            }
            sections.stream()
                    .filter(s -> Objects.equals(s.variant(), variant))
                    .forEach(s -> row.merge(names.contains(s.name()) ? s.name() : "other", s.sizeBytes(), Long::sum));
            sizes.put(variant, row);
        }
        return sizes;
    }

    /** Returns the colour of each section of {@link #of}, as a CSS variable, in order. */
    static List<String> variables() {
        return COLOURS.stream().map(Colour::variable).toList();
    }
}
