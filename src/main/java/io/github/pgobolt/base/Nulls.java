package io.github.pgobolt.base;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes values from a file safe to read: an older file may lack parts, and a measurement may have given no number. */
public final class Nulls {

    private Nulls() {}

    /** Returns the list without nulls; empty if there is none. */
    public static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Keeps the order, because it is visible in the output. */
    public static <V> Map<String, V> map(Map<String, V> map) {
        if (map == null) {
            return Map.of();
        }
        Map<String, V> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key != null && value != null) {
                copy.put(key, value);
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    /** Returns null for NaN and infinity, which JSON does not have; both mean "no number" here. */
    public static Double finite(Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
