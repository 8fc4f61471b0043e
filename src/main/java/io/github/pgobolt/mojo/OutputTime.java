package io.github.pgobolt.mojo;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The time of a reproducible build: {@code project.build.outputTimestamp} of a POM, as other tools read it, in
 * SOURCE_DATE_EPOCH.
 */
final class OutputTime {

    private static final String VARIABLE = "SOURCE_DATE_EPOCH";

    private OutputTime() {}

    /**
     * Returns additions to cargo's environment, with the time unless there is one already.
     *
     * @param timestamp the POM's; null if it has none
     * @param inherited what cargo's process inherits
     */
    static Map<String, String> in(Map<String, String> added, String timestamp, Map<String, String> inherited) {
        Map<String, String> all = new TreeMap<>(added);
        if (!inherited.containsKey(VARIABLE)) {
            seconds(timestamp).ifPresent(time -> all.putIfAbsent(VARIABLE, time));
        }
        return all;
    }

    /** Returns seconds since 1970. Maven takes these, or ISO 8601; a single character means that there is none. */
    private static Optional<String> seconds(String timestamp) {
        String given = timestamp == null ? "" : timestamp.strip();
        if (given.length() < 2 || given.matches("\\d+")) {
            return Optional.of(given).filter(text -> text.matches("\\d{2,}"));
        }
        try {
            return Optional.of(Long.toString(OffsetDateTime.parse(given).toEpochSecond()));
        } catch (DateTimeException other) {
            // Maven's own plugins say what is wrong with it.
            return Optional.empty();
        }
    }
}
